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

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

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

/** So many months later: `2026-11` and 3 make `2027-02`. */
export function monthLater(month: string, months: number): string {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of - 1 + months, 1)).toISOString().slice(0, 7);
}
