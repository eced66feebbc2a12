/** How what an owner enters is written as text, without a library: the page that enters it asks the same. */

/** A decimal number, so that nothing of it is lost: `0.3636`, `-0.012`. */
export const decimalForm = /^-?\d{1,9}(?:\.\d{1,6})?$/;
export const percentForm = /^\d{1,2}(?:\.\d{1,3})?$/;
/** As ISO 4217 has it: `EUR`. */
export const currencyForm = /^[A-Z]{3}$/;

export const dayKinds = ["weekday", "saturday", "sunday", "holiday"] as const;
export type DayKind = (typeof dayKinds)[number];

/** How many of each a model has at most. */
export const most = { periods: 200, bands: 50, monthly: 20, holidays: 1_000, name: 100 } as const;
