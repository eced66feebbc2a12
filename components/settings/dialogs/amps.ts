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

/**
 * The fields after `text` was typed into one of those of the lines that exist: into the first it goes into all while they are alike. A line
 * that does not exist has what the first has.
 */
export function typed(
  texts: Triple<string>,
  existing: readonly LineIndex[],
  line: LineIndex,
  text: string,
): Triple<string> {
  const first = existing[0] ?? 0;
  const together = line === first && existing.every((each) => texts[each] === texts[first]);
  const then = (each: LineIndex) => (each === line || (together && existing.includes(each)) ? text : texts[each]);
  const of = (each: LineIndex) => then(existing.includes(each) ? each : first);
  return [of(0), of(1), of(2)];
}
