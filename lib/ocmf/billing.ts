import { isNegative, minus } from "./decimal";
import type { Payload, Reading } from "./read-payload";
import { isBilled } from "./register";

/** Why what is rightly signed cannot be billed. */
export type BillingFault =
  | "noReadings"
  | "noSession"
  | "noBilledRegister"
  | "noBegin"
  | "severalBegins"
  | "noEnd"
  | "severalEnds"
  | "fallingEnergy"
  | "noTime"
  | "endBeforeStart"
  | "readingState"
  | "energyUnusable"
  | "identification"
  | "timeNotTold"
  | "relativeStart"
  | "eventCounter"
  | "otherMeter"
  | "pageMissing";

/** The two readings that a session is billed by. */
export interface BilledReadings {
  begin: Reading | null;
  end: Reading | null;
  faults: BillingFault[];
}

const ends = new Set(["E", "L", "R", "A", "P"]);
const doubtful = new Set(["MISMATCH", "INVALID", "OUTDATED", "UNKNOWN"]);
const isBegin = ({ kind }: Reading) => kind === "B";
const isEnd = ({ kind }: Reading) => kind !== null && ends.has(kind);

/** Whether a record tells a session from its begin to its end by itself. */
export const isWholeSession = ({ readings }: Payload): boolean => readings.some(isBegin) && readings.some(isEnd);

/**
 * What the official transparency software asks of a session beside its signature (SAFE-eV, transparenzsoftware, OCMFVerifiedData): of a
 * single record, or of several that tell one session together, in their order.
 */
export function billedReadings(records: readonly Payload[]): BilledReadings {
  const readings = records.flatMap((record) => record.readings);
  if (readings.length === 0) return { begin: null, end: null, faults: ["noReadings"] };
  const isOfSession = records.every(({ page }) => page?.letter !== "F") && readings.some(({ kind }) => kind !== null);
  if (!isOfSession) return { begin: null, end: null, faults: ["noSession"] };
  const registers = new Map<string, Reading[]>();
  for (const reading of readings) {
    const { register, energyWh } = reading;
    if (register === null || energyWh === null || !isBilled(register)) continue;
    const same = registers.get(register);
    if (same) same.push(reading);
    else registers.set(register, [reading]);
  }
  const found = [...registers.values()].map(ofRegister).sort((a, b) => a.faults.length - b.faults.length)[0];
  const billed = found ?? { begin: null, end: null, faults: ["noBilledRegister" as const] };
  return { ...billed, faults: [...billed.faults, ...ofRecords(records)] };
}

function ofRegister(readings: readonly Reading[]): BilledReadings {
  const begins = readings.filter(isBegin);
  const ended = readings.filter(isEnd);
  const [begin = null] = begins;
  const end = ended.at(-1) ?? null;
  const faults: BillingFault[] = [];
  if (begin === null) faults.push("noBegin");
  if (begins.length > 1) faults.push("severalBegins");
  if (end === null) faults.push("noEnd");
  if (ended.length > 1) faults.push("severalEnds");
  if (begin !== null && end !== null) faults.push(...between(begin, end));
  return { begin, end, faults };
}

function between(begin: Reading, end: Reading): BillingFault[] {
  const faults: BillingFault[] = [];
  const both = [begin, end];
  if (begin.energyWh && end.energyWh && isNegative(minus(end.energyWh, begin.energyWh))) faults.push("fallingEnergy");
  if (both.some(({ time }) => time === null)) faults.push("noTime");
  if (begin.time && end.time && end.time.at < begin.time.at) faults.push("endBeforeStart");
  if (both.some(({ state }) => state !== "G")) faults.push("readingState");
  if (both.some(({ unusable }) => unusable.includes("E"))) faults.push("energyUnusable");
  const [start, stop] = [begin.time?.synchronised ?? null, end.time?.synchronised ?? null];
  if (begin.time && start === null) faults.push("timeNotTold");
  if (start === "R" && stop !== "R") faults.push("relativeStart");
  if (begin.eventCounter !== end.eventCounter) faults.push("eventCounter");
  return faults;
}

function ofRecords(records: readonly Payload[]): BillingFault[] {
  const faults: BillingFault[] = [];
  const isDoubtful = ({ identification }: Payload) => identification !== null && doubtful.has(identification);
  if (records.some(isDoubtful)) faults.push("identification");
  const after = records.slice(1).map((record, at) => [records[at], record] as const);
  if (after.some(([before, { serial }]) => before?.serial !== serial)) faults.push("otherMeter");
  if (after.some(([before, { page }]) => page?.number !== (before?.page?.number ?? Number.NaN) + 1))
    faults.push("pageMissing");
  return faults;
}
