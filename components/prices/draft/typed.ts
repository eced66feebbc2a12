import { decimalForm, percentForm } from "../../../lib/prices/forms";

/**
 * A decimal number as people type it, as the text that is kept: `1,5`, `,36` and `−0.012` are `1.5`, `0.36` and `-0.012`. It never becomes a
 * number, so nothing is lost. Null: it is none, or has more than six decimals. Thousands must not be set apart: 1.234 is read as it
 * stands.
 */
export const decimalOf = (typed: string): string | null => formed(typed, decimalForm);

/** The same of a percentage below 100, with three decimals at most. */
export const percentOf = (typed: string): string | null => formed(typed, percentForm);

function formed(typed: string, form: RegExp): string | null {
  const text = typed
    .trim()
    .replace(/^\u2212/, "-")
    .replace(",", ".")
    .replace(/^(-?)\./, "$10.");
  return form.test(text) ? text : null;
}

/** A kept decimal number as it is written in a language, digit by digit. @param separator what stands before the decimals */
export const shownDecimal = (kept: string, separator: string): string => kept.replace(".", separator);
