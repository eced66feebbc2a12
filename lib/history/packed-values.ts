import { BrokenBytes, type ByteReader, type ByteWriter } from "./bytes";

/** What a charger told, as it was written; null: it cleared the value. */
export type Raw = string | null;

const mostDecimals = 9;
const mostDigits = 15;
const number = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/;

/** How the numbers of a list are written: `fixed`: all with the same decimals; else without zeros at their end. */
interface Form {
  decimals: number;
  fixed: boolean;
}

function digitsOf(raw: Raw, { decimals, fixed }: Form): number | null {
  if (raw === null || raw.length > mostDigits) return null;
  const found = number.exec(raw);
  if (found === null) return null;
  const fraction = found[1] ?? "";
  const asWritten = fixed ? fraction.length === decimals : fraction.length <= decimals && !fraction.endsWith("0");
  if (!asWritten) return null;
  const digits = Number(raw.replace(".", "") + "0".repeat(decimals - fraction.length));
  return Object.is(digits, -0) || !Number.isSafeInteger(8 * digits) ? null : digits;
}

function writtenAs(digits: number, { decimals, fixed }: Form): string {
  const text = String(Math.abs(digits)).padStart(decimals + 1, "0");
  const whole = text.slice(0, text.length - decimals);
  const fraction = text.slice(text.length - decimals);
  const shown = fixed ? fraction : fraction.replace(/0+$/, "");
  return `${digits < 0 ? "-" : ""}${whole}${shown === "" ? "" : `.${shown}`}`;
}

/** How many decimals the numbers among the values have at most, and whether all have as many. */
function formOf(values: readonly Raw[]): Form {
  let decimals = 0;
  let sameDecimals: number | null = null;
  let same = true;
  for (const raw of values) {
    const found = raw === null ? null : number.exec(raw);
    if (!found) continue;
    const count = Math.min(mostDecimals, (found[1] ?? "").length);
    decimals = Math.max(decimals, count);
    same &&= sameDecimals === null || sameDecimals === count;
    sameDecimals = count;
  }
  return { decimals, fixed: same };
}

const isFixed = 16;

/**
 * Writes values so that `readValues` gives back the very same texts: numbers as differences of whole numbers, everything else as
 * texts of which each stands there once.
 */
export function writeValues(to: ByteWriter, values: readonly Raw[]): void {
  const form = formOf(values);
  to.byte(form.decimals + (form.fixed ? isFixed : 0));
  const digits = values.map((raw) => digitsOf(raw, form));
  const texts = new Map<string, number>();
  const others = values.flatMap((raw, at) => (digits[at] === null ? [{ at, raw }] : []));
  for (const { raw } of others) if (raw !== null && !texts.has(raw)) texts.set(raw, texts.size + 1);
  to.whole(texts.size);
  for (const raw of texts.keys()) to.text(raw);
  to.whole(others.length);
  let before = -1;
  for (const { at, raw } of others) {
    to.whole(at - before - 1);
    to.whole(raw === null ? 0 : (texts.get(raw) ?? 0));
    before = at;
  }
  let last = 0;
  for (const one of digits) {
    if (one === null) continue;
    to.signed(one - last);
    last = one;
  }
}

/** @throws BrokenBytes */
export function readValues(from: ByteReader, count: number): Raw[] {
  const head = from.byte();
  const form = { decimals: head % isFixed, fixed: head >= isFixed };
  if (form.decimals > mostDecimals || head >= 2 * isFixed) throw new BrokenBytes();
  const texts = Array.from({ length: bounded(from.whole(), count) }, () => from.text());
  const values: (Raw | undefined)[] = new Array(count).fill(undefined);
  let at = -1;
  for (let left = bounded(from.whole(), count); left > 0; left -= 1) {
    at += from.whole() + 1;
    const index = from.whole();
    if (at >= count || index > texts.length) throw new BrokenBytes();
    values[at] = index === 0 ? null : (texts[index - 1] ?? null);
  }
  let last = 0;
  return values.map((value) => {
    if (value !== undefined) return value;
    last += from.signed();
    return writtenAs(last, form);
  });
}

function bounded(count: number, most: number): number {
  if (count > most) throw new BrokenBytes();
  return count;
}
