import { isMonth } from "../../lib/domain/time/months";

/** What of an installation's past is looked at, as the address has it. */
export interface UsageChoice {
  /** `2026-11`; null: this month. */
  month: string | null;
  /** Null: all circuits. */
  circuit: string | null;
}

interface Params {
  get(name: string): string | null;
}

/** What is no month, and a circuit that is not there, counts as not chosen. */
export function readUsage(params: Params, circuits: readonly { id: string }[]): UsageChoice {
  const month = params.get("month");
  const circuit = params.get("of");
  return {
    month: month !== null && isMonth(month) ? month : null,
    circuit: circuits.some(({ id }) => id === circuit) ? circuit : null,
  };
}

/** Puts it into a query beside what else is there. */
export function writeUsage(search: string, { month, circuit }: UsageChoice): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of [
    ["month", month],
    ["of", circuit],
  ] as const) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return params.toString();
}
