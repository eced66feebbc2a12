/** A charger's clock: what it shows is the true instant plus an error that changes by steps. All in ms. */
export class ChargerClock {
  readonly #steps: { from: number; errorMs: number }[];

  constructor(errorMs = 0) {
    this.#steps = [{ from: Number.NEGATIVE_INFINITY, errorMs }];
  }

  /** From `from` on it is wrong by `errorMs` (positive: ahead). Steps are made in the order of time. */
  set(errorMs: number, from: number): void {
    this.#steps.push({ from, errorMs });
  }

  errorAt(at: number): number {
    return this.#steps.findLast(({ from }) => from <= at)?.errorMs ?? 0;
  }

  /** The last step at or before `at`: when, and the error before it. Null: there was none. */
  stepBefore(at: number): { from: number; errorMs: number } | null {
    const index = this.#steps.findLastIndex(({ from }) => from <= at);
    const [before, step] = [this.#steps[index - 1], this.#steps[index]];
    return before && step ? { from: step.from, errorMs: before.errorMs } : null;
  }

  /** It has never been more wrong than a clock may be. */
  neverWrong(): boolean {
    return this.#steps.every(({ errorMs }) => Math.abs(errorMs) <= 5_000);
  }

  /** When it was last set; 0: never. */
  changedAt(): number {
    const last = this.#steps.at(-1)?.from ?? 0;
    return Number.isFinite(last) ? last : 0;
  }
}
