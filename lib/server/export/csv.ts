import { type CsvCell, type CsvStyle, csvText } from "../../domain/csv";
import type { Cell, Table } from "./table";

const rowsAtOnce = 200;

function written(cell: Cell): CsvCell {
  if (cell === null) return null;
  if ("text" in cell) return cell.text;
  return "local" in cell ? { own: cell.local } : cell;
}

/** A table as CSV, in pieces, UTF-8. */
export async function* csvOf({ words, headings, rows }: Table, style: CsvStyle): AsyncGenerator<string> {
  // By it Excel knows the encoding.
  if (style === "german") yield "\ufeff";
  let piece: CsvCell[][] = [[...words], [...headings]];
  for await (const row of rows) {
    piece.push(row.map(written));
    if (piece.length < rowsAtOnce) continue;
    yield csvText(piece, style);
    piece = [];
  }
  if (piece.length > 0) yield csvText(piece, style);
}
