/** A value and the instant it was observed. A missing reading (null) was never heard or has been cleared: unknown, never 0. */
export interface Reading<T> {
  value: T;
  at: number;
  /** Something newer was told that could not be read: this was so, and need not be any more. */
  old?: boolean;
}

/** What of a reading is of now; null: unknown, or something newer of it could not be read. */
export const current = <T>(reading: Reading<T> | null): Reading<T> | null => (reading?.old ? null : reading);
