import Big from "big.js";
import { quarterMs } from "../domain/time/quarters-of-day";
import { currencyForm } from "./forms";

/** A price that was published for a stretch of time, without VAT, of a kWh. */
export interface Slot {
  /** ms, whole quarter-hours of UTC. */
  from: number;
  to: number;
  perKwh: string;
  currency: string;
}

/** In what a price is told. */
export type PriceUnit = "kWh" | "MWh";

/** A slot as it was told, in words. */
export interface ToldSlot {
  start: string;
  end: string;
  price: string;
  currency: string;
}

/** Why a slot cannot be so, and the part of it that says so. */
export interface SlotFault {
  code: "instant" | "price" | "currency" | "endBeforeStart" | "tooLongSlot" | "notAQuarter";
  given: string;
}

/** Of one slot: a price of more than a month is a tariff. */
const longestMs = 31 * 86_400_000;
/** What lies outside is no instant of a price, but a wrong one. */
const [earliestMs, latestMs] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];
/** What is told back of what was given, characters. */
const longestGiven = 60;

const withOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

function instantOf(text: string): number {
  const at = withOffset.test(text) ? Date.parse(text.replace(" ", "T")) : Number.NaN;
  return at >= earliestMs && at < latestMs ? at : Number.NaN;
}

/** A price as it was told, with a point or a comma, as the price of a kWh; null: it is none. */
export function priceOf(words: string, unit: PriceUnit): string | null {
  const point = words.trim().replace(",", ".");
  if (!/^-?\d{1,7}(?:\.\d{1,20})?$/.test(point)) return null;
  // Of a quotient the library keeps 20 decimals, of a product all.
  return unit === "kWh" ? Big(point).toFixed() : Big(point).times("0.001").toFixed();
}

export const slotFault = (code: SlotFault["code"], given: string): SlotFault => ({
  code,
  given: given.slice(0, longestGiven),
});

/** The slot that was told, or why it is none. Its instants name their offset; it is whole quarter-hours, of a month at most. */
export function slotOf({ start, end, price, currency }: ToldSlot, unit: PriceUnit): Slot | SlotFault {
  const [from, to] = [instantOf(start), instantOf(end)];
  if (Number.isNaN(from)) return slotFault("instant", start);
  if (Number.isNaN(to)) return slotFault("instant", end);
  if (to <= from) return slotFault("endBeforeStart", end);
  if (to - from > longestMs) return slotFault("tooLongSlot", end);
  if (from % quarterMs !== 0) return slotFault("notAQuarter", start);
  if (to % quarterMs !== 0) return slotFault("notAQuarter", end);
  const perKwh = priceOf(price, unit);
  if (perKwh === null) return slotFault("price", price);
  if (!currencyForm.test(currency)) return slotFault("currency", currency);
  return { from, to, perKwh, currency };
}

/** More than there can be. */
const mostSlots = 2 ** 20;

/** Each slot and the one that begins next, as places. Plain numbers are sorted in a tenth of the time that a comparison takes. */
function* pairsOf(slots: readonly Slot[]): Generator<[number, number]> {
  const keys = Float64Array.from(slots, ({ from }, place) => (from / quarterMs) * mostSlots + place).sort();
  for (let at = 1; at < keys.length; at++) yield [(keys[at - 1] ?? 0) % mostSlots, (keys[at] ?? 0) % mostSlots];
}

/** Which slots begin before another one has ended: pairs of their places. */
export function overlapsIn(slots: readonly Slot[]): [number, number][] {
  const begins = (place: number) => slots[place]?.from ?? 0;
  return [...pairsOf(slots)].filter(([first, second]) => begins(second) < (slots[first]?.to ?? 0));
}

export const quartersIn = (slots: readonly Slot[]): number =>
  slots.reduce((sum, { from, to }) => sum + (to - from) / quarterMs, 0);

/** Stretches between the first and the last slot of which no price is told, ms. */
export function holesIn(slots: readonly Slot[]): { from: number; to: number }[] {
  const holes: { from: number; to: number }[] = [];
  for (const [first, second] of pairsOf(slots)) {
    const hole = { from: slots[first]?.to ?? 0, to: slots[second]?.from ?? 0 };
    if (hole.to > hole.from) holes.push(hole);
  }
  return holes;
}
