import type { Log } from "./log";

/** Tells both ends of a link's outage, each once, however often it is tried meanwhile. */
export interface OutageLog {
  /** @param detail the error's own words. */
  down(reason: string | null, detail?: string): void;
  up(): void;
}

/** @param what the far end, for people: "broker", "database". */
export function createOutageLog(what: string, log: Log, now: () => number = Date.now): OutageLog {
  let state: "untried" | "up" | { since: number } = "untried";
  return {
    down(reason, detail) {
      const fields = { reason, detail };
      if (typeof state === "object") return log.debug(fields, `the ${what} is still away`);
      state = { since: now() };
      log.warn(fields, `the ${what} is away; it is tried again until it is back`);
    },
    up() {
      if (state === "untried") log.info(`the ${what} is connected`);
      if (typeof state === "object") log.info({ awayMs: now() - state.since }, `the ${what} is back`);
      state = "up";
    },
  };
}
