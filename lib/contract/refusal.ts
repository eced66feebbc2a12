import type { PriceFileFault } from "../prices/price-file";
import type { ProblemCode } from "./problem";

export interface RefusalExtra {
  /** More about it, in English; never says whether something exists that the person may not see. */
  detail?: string;
  /** `commandNotPossible`: the rule, as a catalogue key. */
  rule?: string;
  /** `commandOpen`: who was first. `savedMeanwhile`: who saved. */
  by?: string;
  /** `changedTooSoon`: when it may be changed again, ms. */
  againAt?: number;
  /** `savedMeanwhile`: what differs, by name. `monthClosed`, `monthNotNext`: which months are closed, or the last that is. */
  differs?: readonly string[];
  /** Why a file cannot be taken. */
  faults?: readonly PriceFileFault[];
}

/** Thrown by whatever serves a request, turned into problem+json by the route. */
export class Refusal extends Error {
  readonly name = "Refusal";
  constructor(
    readonly problem: ProblemCode,
    readonly extra: RefusalExtra = {},
  ) {
    super(extra.detail ?? problem);
  }
}

/** By shape and not by class: instrumentation, pages and routes each have an instance of this module. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "Refusal" && "problem" in error && "extra" in error;
}
