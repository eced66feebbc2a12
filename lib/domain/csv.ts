/** A cell: null is not known, and stays empty; `own` is a text of ours, such as `+02:00`, that nobody from outside has written. */
export type CsvCell = string | number | { own: string } | null;

/** What a spreadsheet would take as the begin of a formula, also after its own import. */
const acting = /^[=+\-@\t\r]/;

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object") return cell.own;
  const safe = acting.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A table as CSV by RFC 4180: commas, CRLF after every line, quotes where they are needed, numbers with a point. A text that begins
 * like a formula gets an apostrophe in front.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
