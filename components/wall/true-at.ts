import type { LiveState } from "../../lib/contract/frame";

/** Until when what is shown was true, ms, to the second: the stream's last frame, or when the dashboard lost its broker. */
export function trueAt({ at, links: { broker } }: Pick<LiveState, "at" | "links">): number {
  return Math.floor((broker.up ? at : Math.min(at, broker.since)) / 1_000) * 1_000;
}
