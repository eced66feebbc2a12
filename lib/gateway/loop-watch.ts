export interface LoopWatch {
  /** What is read at this moment arrived after this instant: until then all that had come was read. Same clock as `now`. */
  arrivedAfter(): number;
  stop(): void;
}

const beatMs = 250;
/** Later than this, the process stood still. */
const lateMs = 1_000;
/** So long after it stood still, what had waited meanwhile may still be coming in. */
const readMs = 2_000;

/** Follows whether this process keeps up with what arrives; one that was stopped for a while reads old messages as if they were new. */
export function watchLoop(now: () => number): LoopWatch {
  let beatAt = now();
  let stoodStill = { from: 0, until: Number.NEGATIVE_INFINITY };
  const timer = setInterval(() => {
    const at = now();
    if (at - beatAt > lateMs)
      stoodStill = { from: at < stoodStill.until ? stoodStill.from : beatAt, until: at + readMs };
    beatAt = at;
  }, beatMs).unref();
  return {
    arrivedAfter: () => (now() < stoodStill.until ? stoodStill.from : beatAt),
    stop: () => clearInterval(timer),
  };
}
