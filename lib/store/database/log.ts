/** The part of a structured log (pino's shape) that the store writes to. Secrets and passwords never go in. */
export interface StoreLog {
  debug(fields: object, words: string): void;
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
  error(fields: object, words: string): void;
}
