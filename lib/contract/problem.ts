import type { PriceFileFault } from "../prices/price-file";

/** Every refusal of the API: a stable code and its HTTP status (problem+json, RFC 9457). */
export const problems = {
  badRequest: 400,
  idempotencyKeyMissing: 400,
  unknownCommand: 400,
  signInNeeded: 401,
  signInRefused: 401,
  crossSite: 403,
  notAllowed: 403,
  notFound: 404,
  methodNotAllowed: 405,
  commandNotPossible: 409,
  commandOpen: 409,
  idempotencyKeyReused: 409,
  settingNotPossible: 409,
  savedMeanwhile: 409,
  monthClosed: 409,
  monthNotOver: 409,
  monthNotNext: 409,
  unsupportedMediaType: 415,
  versionMissing: 428,
  tooManyRequests: 429,
  tooManyStreams: 429,
  tooManyExports: 429,
  changedTooSoon: 429,
  internal: 500,
  chargerNotConnected: 503,
  brokerNotConnected: 503,
  storeUnavailable: 503,
} as const;
export type ProblemCode = keyof typeof problems;

/** The body of a refusal. `code` is stable; `title` and `detail` are words for people, in the asked language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  /** For `commandNotPossible`: which rule, as a catalogue key. For `commandOpen`: who was first. */
  rule?: string;
  /** For `changedTooSoon`: when it may be changed again, ms. */
  againAt?: number;
  by?: string;
  /** For `savedMeanwhile`: what differs from what is saved now, by name. For `monthClosed`: the months. */
  differs?: readonly string[];
  /** For a file: why it cannot be taken, the first twenty. */
  faults?: readonly PriceFileFault[];
}
