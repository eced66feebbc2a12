import { setImmediate as nextTurn } from "node:timers/promises";

/** Runs long work to its end; wherever it yields, everything else of this process has its turn. Rejects with what the work throws. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await nextTurn();
  }
}
