import type { Logger } from "pino";

export type RareLog = (level: "info" | "warn" | "error", said: object, text: string) => void;

const everyMs = 60_000;

/** Logs what can happen thousands of times a second at most once a minute for each text; the next time says how often it was left out. */
export function createRareLog(log: Logger, now: () => number): RareLog {
  const told = new Map<string, { at: number; unsaid: number }>();
  return (level, said, text) => {
    const before = told.get(text);
    if (before && now() - before.at < everyMs) {
      before.unsaid += 1;
      return;
    }
    told.set(text, { at: now(), unsaid: 0 });
    log[level]({ ...said, unsaid: before?.unsaid ?? 0 }, text);
  };
}
