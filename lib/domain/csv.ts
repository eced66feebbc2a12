/**
 * A cell: null is not known, and stays empty; a text from outside; a number, as text where none of its digits may be lost; or a text of
 * ours, such as `+02:00`, that nobody from outside has written.
 */
export type CsvCell = string | number | { number: string } | { own: string } | null;

/** `german`: as a German Excel opens it, with semicolons and decimal commas. */
export type CsvStyle = "rfc4180" | "german";

/** What a spreadsheet would take as the begin of a formula, also after its own import (OWASP, CSV Injection). */
const acting = /^[=+\-@\t\r\n＝＋－＠]/;

const separators = { rfc4180: ",", german: ";" } as const;

function cellText(cell: CsvCell, style: CsvStyle): string {
  if (cell === null) return "";
  if (typeof cell === "number") return cellText({ number: String(cell) }, style);
  if (typeof cell === "object" && "own" in cell) return cell.own;
  if (typeof cell === "object") return style === "german" ? cell.number.replace(".", ",") : cell.number;
  const safe = acting.test(cell) ? `'${cell}` : cell;
  return /[";,\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A table as CSV by RFC 4180: CRLF after every line, quotes where they are needed, by default with commas and decimal points. A text that
 * begins like a formula gets an apostrophe in front.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[], style: CsvStyle = "rfc4180"): string =>
  rows.map((row) => `${row.map((cell) => cellText(cell, style)).join(separators[style])}\r\n`).join("");
