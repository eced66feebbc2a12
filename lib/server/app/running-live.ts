import type { Live } from "./live-types";

const key = Symbol.for("phaseboard.live");
type Holder = typeof globalThis & { [key]?: Live };

/**
 * The one live fleet of this process. On `globalThis`, because instrumentation, pages and routes each have their own instance
 * of every module. Throws before `startLive`.
 */
export function runningLive(): Live {
  const live = (globalThis as Holder)[key];
  if (!live) throw new Error("The live fleet has not been started.");
  return live;
}

export const isLiveRunning = (): boolean => (globalThis as Holder)[key] !== undefined;

export function setRunningLive(live: Live | undefined): void {
  (globalThis as Holder)[key] = live;
}
