import type * as z from "zod/mini";
import type { LiveState } from "../../contract/frame";
import { type AsOf, type Kept, keptCharger, keptInstallation } from "./kept-shape";

/** How long a value is kept at most. */
export const keptMs = 24 * 3_600_000;

function allowed<T>(things: Iterable<readonly [string, unknown]>, shape: z.ZodMiniType<T>, at: number) {
  const kept: Record<string, AsOf<T>> = {};
  for (const [id, thing] of things) {
    const read = shape.safeParse(thing);
    if (read.success) kept[id] = { at, view: read.data };
  }
  return kept;
}

/** What of a page's live state may be kept on the device: the fields of `kept-shape.ts` and no others. */
export function keptOf({ at, installations, chargers }: LiveState): Kept {
  return {
    at,
    installations: allowed(Object.entries(installations), keptInstallation, at),
    chargers: allowed(chargers, keptCharger, at),
  };
}

/** A device's clock may be wrong: what seems to be of tomorrow is as little known to be of today. */
const isYoung = (at: number, now: number) => Math.abs(now - at) <= keptMs;

const young = <T>(things: Record<string, AsOf<T>>, now: number) =>
  Object.fromEntries(Object.entries(things).filter(([, { at }]) => isYoung(at, now)));

/** What is left of it at `now`, ms; null: nothing. */
export function stillKept({ at, installations, chargers }: Kept, now: number): Kept | null {
  if (!isYoung(at, now)) return null;
  return { at, installations: young(installations, now), chargers: young(chargers, now) };
}

/** What is kept after a page's values came to those kept before. A page that shows all chargers of an installation tells which are gone. */
export function withNewer(before: Kept | null, newer: Kept, now: number): Kept {
  const left = before && stillKept(before, now);
  const counts = new Map<string, number>();
  for (const { view } of Object.values(newer.chargers))
    counts.set(view.installationId, (counts.get(view.installationId) ?? 0) + 1);
  const isWhole = (id: string) => newer.installations[id]?.view.chargers === (counts.get(id) ?? 0);
  const others = Object.entries(left?.chargers ?? {}).filter(([, { view }]) => !isWhole(view.installationId));
  return {
    at: Math.max(newer.at, left?.at ?? 0),
    installations: { ...left?.installations, ...newer.installations },
    chargers: { ...Object.fromEntries(others), ...newer.chargers },
  };
}
