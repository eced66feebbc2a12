import type { ObservationKey } from "../domain/charger/observation";
import type { Span } from "../history/steps";
import { type Verified, verifyOcmf } from "../ocmf/verify";
import { lastUntil, within } from "./ordered";
import type { SessionInput, Told } from "./types";

const textOf = (told: Told | undefined): string | null =>
  typeof told?.value === "string" && told.value !== "" ? told.value : null;

/** Who wanted to charge when current flowed first: another tag may end what it did not begin. Null: nobody is told. */
export function tagOf(tags: readonly Told[], currentAt: number): string | null {
  const shown = tags.filter((tag) => textOf(tag) !== null);
  return textOf(lastUntil(shown, currentAt) ?? shown[0]);
}

/** Of the charger's computer, else of its mainboard, as the session began; told later, what was told first. */
export function firmwareOf(listOf: (key: ObservationKey) => readonly Told[], { from, to }: Span): string | null {
  for (const key of ["computerVersion", "mcuVersion"] as const) {
    const known = textOf(lastUntil(listOf(key), from)) ?? textOf(within(listOf(key), from, to)[0]);
    if (known !== null) return known;
  }
  return null;
}

export function commandIdsOf(commands: SessionInput["commands"], { from, to }: Span): string[] {
  const during = commands.flatMap(({ id, course }) => {
    const at = course[0]?.at ?? Number.NaN;
    return at >= from && at <= to ? [{ id, at }] : [];
  });
  const inOrder = during.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return [...new Set(inOrder.map(({ id }) => id))];
}

/**
 * The verdict on the readings in a record by the first key by which they are rightly signed, else by the first of all; of several
 * readings, the first that is not valid.
 */
export function signedOf(
  readings: string | null,
  keys: readonly string[],
): { signed: Verified | null; signedBy: string | null } {
  if (readings === null) return { signed: null, signedBy: null };
  const by = (key: string | null) => {
    const verified = verifyOcmf(readings, key);
    return { signed: verified.find(({ verdict }) => verdict !== "valid") ?? verified[0] ?? null, signedBy: key };
  };
  const all = keys.map(by);
  return all.find(({ signed }) => signed?.verdict.startsWith("valid")) ?? all[0] ?? by(null);
}
