/** What a message may be at most. Beyond it is refused whole, with a reason of its own. */
export const limits = {
  /** A meter's message. */
  meterBytes: 4 * 1024,
  payloadBytes: 256 * 1024,
  observations: 1000,
  /** Nested arrays and objects of the payload itself; the deepest real one is 3. */
  depth: 8,
  /** An instant further ahead than this is kept, flagged, and ordered and aged by its arrival. */
  aheadMs: 2 * 60_000,
  /** Further than this it is undecodable. */
  tooFarAheadMs: 24 * 3_600_000,
  sampleBytes: 1024,
  eventLength: 1024,
  answerLength: 1024,
} as const;
