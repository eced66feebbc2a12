/** Calls back once after `ms`, unless called off. */
export type After = (ms: number, then: () => void) => () => void;

/** The real clock's timer, which does not keep the process alive. */
export const afterMs: After = (ms, then) => {
  const timer = setTimeout(then, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

export interface Lane {
  /** Something is to be sent: at once if the last sending is long enough ago, else as soon as it is. */
  wake(): void;
  close(): void;
}

/**
 * Sends on the leading edge: the first change leaves at once, those that follow are folded into one sending per interval. A
 * trailing timer would add its whole interval to every single event.
 */
export function createLane(intervalMs: number, now: () => number, after: After, send: () => void): Lane {
  let sentAt = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | null = null;
  const go = () => {
    callOff = null;
    sentAt = now();
    send();
  };
  return {
    wake() {
      if (callOff !== null) return;
      const wait = sentAt + intervalMs - now();
      if (wait <= 0) go();
      else callOff = after(wait, go);
    },
    close() {
      callOff?.();
      callOff = null;
    },
  };
}
