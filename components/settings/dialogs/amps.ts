import type { LineIndex } from "../../../lib/domain/electrical/phase";
import type { Triple } from "../../../lib/domain/topology";

/** Most amperes that a field takes. */
const mostA = 4_000;

/** Amperes as people write them, with a point or a comma; null: no such number. */
export function readAmps(text: string, least = 0, most = mostA): number | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(plain)) return null;
  const amps = Number(plain);
  return amps >= least && amps <= most ? amps : null;
}

/** Three fields; null: one of them holds no number of amperes. */
export function readTriple(texts: Triple<string>, most = mostA): Triple<number> | null {
  const [first, second, third] = texts.map((text) => readAmps(text, 0, most));
  return first == null || second == null || third == null ? null : [first, second, third];
}

/** Whether the lines that exist have the same text. */
export const alike = (texts: Triple<string>, existing: readonly LineIndex[]): boolean =>
  existing.every((each) => texts[each] === texts[existing[0] ?? 0]);

/** The fields after `text` was typed for some lines. A line that does not exist has what the first one that does has. */
export function typed(
  texts: Triple<string>,
  existing: readonly LineIndex[],
  lines: readonly LineIndex[],
  text: string,
): Triple<string> {
  const then = (each: LineIndex) => (lines.includes(each) ? text : texts[each]);
  const of = (each: LineIndex) => then(existing.includes(each) ? each : (existing[0] ?? 0));
  return [of(0), of(1), of(2)];
}
