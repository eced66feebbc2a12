import { createBucket, type Rate } from "../../domain/bucket";

export interface Pacer {
  /** Runs `go` now, or when the rate allows it, in the order of the calls. @returns whether it has to wait. */
  pass(go: () => void): boolean;
}

/** Holds calls to a rate. One timer for all that wait: several would not keep their order. */
export function createPacer(rate: Rate, now: () => number): Pacer {
  const bucket = createBucket(rate, now());
  const waiting: { dueAt: number; go: () => void }[] = [];

  let armed = false;

  const arm = (): void => {
    const next = waiting[0];
    if (!next || armed) return;
    armed = true;
    setTimeout(release, Math.max(0, next.dueAt - now())).unref();
  };
  const release = (): void => {
    for (let next = waiting[0]; next && next.dueAt <= now(); next = waiting[0]) {
      waiting.shift();
      next.go();
    }
    armed = false;
    arm();
  };

  return {
    pass(go) {
      const at = now();
      const waitMs = bucket.take(at);
      if (waitMs <= 0 && waiting.length === 0) {
        go();
        return false;
      }
      waiting.push({ dueAt: at + waitMs, go });
      arm();
      return true;
    },
  };
}
