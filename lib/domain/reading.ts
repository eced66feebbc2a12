/** A value and the instant it was observed. A missing reading (null) was never heard or has been cleared: unknown, never 0. */
export interface Reading<T> {
  value: T;
  at: number;
}
