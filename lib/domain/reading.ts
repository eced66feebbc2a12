/** A value and the instant it was observed. A missing reading (null) was never heard or has been cleared: unknown, never 0. */
export interface Reading<T> {
  value: T;
  at: number;
  /**
   * It was so, and need not be any more: something newer was told that could not be read, or the charger's connection was interrupted
   * and it has not told it again.
   */
  old?: boolean;
}

/** What of a reading is of now; null: unknown, or something newer of it could not be read. */
export const current = <T>(reading: Reading<T> | null): Reading<T> | null => (reading?.old ? null : reading);
