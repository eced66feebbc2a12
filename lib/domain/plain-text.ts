/**
 * Characters that act on a screen, a log or the text beside them, or that nobody sees: control and format characters (Unicode
 * `Cc`, `Cf`: bidirectional controls, joiners and other zero-width characters, tags, the byte order mark), halves of surrogate
 * pairs, line and paragraph separators, and fillers that look like nothing.
 */
const acting = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0";
const everyActing = new RegExp(`[${acting}]`, "gu");
const plain = new RegExp(`^[^${acting}]*$`, "u");
const short: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text from outside without such characters: they are written as `\n`, `\u200b` or `\u{e0041}`. */
export function escaped(text: string): string {
  return text.replace(everyActing, (found) => {
    const code = found.codePointAt(0) ?? 0;
    const hex = code.toString(16).padStart(4, "0");
    return short[found] ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`);
  });
}

/**
 * Whether a text has no such character. A name must not: two that look the same would be two names, and one could turn round what
 * stands beside it. Joiners are refused with the rest, also where a script or an emoji would use them.
 */
export const isPlainText = (text: string): boolean => plain.test(text);

/** What is said of a name that is not plain. */
export const notPlain = "has a control, direction or zero-width character";
