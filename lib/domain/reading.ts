/** A value and the instant it was observed. A missing reading (null) was never heard or has been cleared: unknown, never 0. */
export interface Reading<T> {
  value: T;
  at: number;
  /** It is from before the charger's connection was interrupted, and has not been told again since. */
  old?: boolean;
}
