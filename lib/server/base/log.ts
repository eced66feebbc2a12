import pino, { type Logger } from "pino";

/** A log of one process's part, JSON lines on standard output; secrets never go into it. LOG_LEVEL sets how much. */
export function createLog(name: string, level = process.env.LOG_LEVEL ?? "info"): Logger {
  return pino({ name, level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}

export type Log = Logger;
