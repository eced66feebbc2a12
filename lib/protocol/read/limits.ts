/** What a message may be at most. Beyond it is refused whole, with a reason of its own. */
export const limits = {
  /** A meter's message. */
  meterBytes: 4 * 1024,
  /** Of published prices: half a year. */
  priceQuarters: 20_000,
  payloadBytes: 256 * 1024,
  observations: 1000,
  /** Nested arrays and objects of the payload itself; the deepest real one is 3. */
  depth: 8,
  /** An observation's instant further ahead than this is no clock's; a clock that is merely wrong is the fleet's to judge. */
  tooFarAheadMs: 100 * 365 * 24 * 3_600_000,
  /** The gateway's own instants: further ahead than the first they count as of now, further than the second as undecodable. */
  connectionAheadMs: 2 * 60_000,
  connectionTooFarAheadMs: 24 * 3_600_000,
  sampleBytes: 1024,
  eventLength: 1024,
  answerLength: 1024,
} as const;
