import { z } from "zod";
import { isDate } from "./dates";
import { currencyForm, dayKinds, decimalForm, most, percentForm } from "./forms";

const decimal = z.string().regex(decimalForm);
const percent = z.string().regex(percentForm);
/** `2026-03-29`, by the calendar of the installation's zone. */
const date = z.string().refine(isDate);
/** `29 February` is one: it holds in leap years alone. */
const monthDay = z.string().refine((text) => /^\d\d-\d\d$/.test(text) && isDate(`2024-${text}`));
const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):(?:00|15|30|45)$/);

/** When another price holds than usual. Where several hold, it is the first. */
const band = z.strictObject({
  perKwh: decimal,
  /** First and last day, each year; it may reach over its end. Null: all the year. */
  season: z.strictObject({ from: monthDay, to: monthDay }).nullable(),
  days: z.array(z.enum(dayKinds)).min(1),
  /** From the one until the other by the clock on the wall; over midnight where it ends before it begins, all day where both are the same. */
  from: wallTime,
  to: wallTime,
});
export type Band = z.infer<typeof band>;

const energy = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), perKwh: decimal }),
  z.strictObject({ kind: z.literal("timeOfDay"), perKwh: decimal, bands: z.array(band).max(most.bands) }),
  /** The price of each quarter-hour times `factor`, and `plusPerKwh`. */
  z.strictObject({ kind: z.literal("spot"), factor: decimal, plusPerKwh: decimal }),
]);

/** What is to be paid each month, whatever was charged. */
const monthlyPart = z.strictObject({
  name: z.string().min(1).max(most.name),
  amount: decimal,
  /** By what it is shared among those who charged. */
  sharedBy: z.enum(["kwh", "place", "equally"]),
  isProvisional: z.boolean(),
});
export type MonthlyPart = z.infer<typeof monthlyPart>;

/** What holds from a day until another one, both included; `to` null: until further notice. */
const period = z.strictObject({
  from: date,
  to: date.nullable(),
  currency: z.string().regex(currencyForm),
  vatPercent: percent,
  /** Whether the amounts have the VAT in them. */
  withVat: z.boolean(),
  energy,
  monthly: z.array(monthlyPart).max(most.monthly),
  /** Something of it is still to be settled, as a support that is told after the month. */
  isProvisional: z.boolean(),
});
export type Period = z.infer<typeof period>;

/** What an installation's energy costs, as its owner entered it. */
export const priceModel = z.strictObject({
  periods: z.array(period).max(most.periods),
  /** Days that are holidays there, whatever day of the week they are. */
  holidays: z.array(date).max(most.holidays),
});
export type PriceModel = z.infer<typeof priceModel>;
