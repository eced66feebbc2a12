import { stringify } from "csv-stringify/sync";
import type { Cell, Table } from "./table";

/** `rfc4180`: commas, decimal points. `german`: as a German Excel opens it: semicolons, decimal commas, a byte order mark. */
export type CsvStyle = "rfc4180" | "german";

const rowsAtOnce = 200;

// A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection).
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text that no spreadsheet reads as a formula: behind an apostrophe. */
export const guarded = (text: string): string => (formula.test(text) ? `'${text}` : text);

function written(cell: Cell, style: CsvStyle): string {
  if (cell === null) return "";
  if ("text" in cell) return guarded(cell.text);
  if ("local" in cell) return cell.local;
  if ("own" in cell) return cell.own;
  return style === "german" ? cell.number.replace(".", ",") : cell.number;
}

/** A table as CSV, in pieces, UTF-8. */
export async function* csvOf({ words, headings, rows }: Table, style: CsvStyle): AsyncGenerator<string> {
  const options = { delimiter: style === "german" ? ";" : ",", record_delimiter: "\r\n", quoted_match: /[\r\n]/ };
  if (style === "german") yield "\ufeff";
  let piece: string[][] = [words.map(guarded), [...headings]];
  for await (const row of rows) {
    piece.push(row.map((cell) => written(cell, style)));
    if (piece.length < rowsAtOnce) continue;
    yield stringify(piece, options);
    piece = [];
  }
  if (piece.length > 0) yield stringify(piece, options);
}
