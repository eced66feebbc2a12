import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Cell, Table } from "./table";
import {
  cellRow,
  contentTypes,
  packageLinks,
  sheetEnd,
  sheetStart,
  styles,
  workbook,
  workbookLinks,
} from "./xlsx-parts";

/** No sheet has more rows (Microsoft, Excel specifications and limits); its two headings are among them. */
const mostRows = 1_048_576;
const rowsAtOnce = 200;
const headRows = 2;

/**
 * A table as an XLSX workbook (ECMA-376), in pieces: numbers and times as such, and a further sheet where one is full. Rows are asked for
 * only as fast as the pieces are taken.
 */
export function xlsxOf(table: Table, sheetName: string, sheetRows = mostRows): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  const fail = (error: Error) => out.destroy(error);
  zip.on("error", fail);
  const rows = table.rows[Symbol.asyncIterator]();
  out.on("close", () => void rows.return?.().catch(() => undefined));

  const text = (name: string, body: string) => zip.addBuffer(Buffer.from(body), name);
  const finish = (sheets: number) => {
    text("[Content_Types].xml", contentTypes(sheets));
    text("_rels/.rels", packageLinks);
    text("xl/_rels/workbook.xml.rels", workbookLinks(sheets));
    text("xl/workbook.xml", workbook(sheets, sheetName));
    text("xl/styles.xml", styles);
    zip.end();
  };
  const addSheet = (n: number, first: readonly Cell[] | null) => {
    const sheet = Readable.from(
      sheetOf(table, rows, first, sheetRows - headRows, (next) => (next === null ? finish(n) : addSheet(n + 1, next))),
    );
    sheet.on("error", fail);
    zip.addReadStream(sheet, `xl/worksheets/sheet${n}.xml`);
  };
  addSheet(1, null);
  return out;
}

/** One sheet, from the row that did not fit into the one before. Says at its end which row does not fit into this one. */
async function* sheetOf(
  { words, headings }: Table,
  rows: AsyncIterator<readonly Cell[]>,
  first: readonly Cell[] | null,
  room: number,
  ended: (next: readonly Cell[] | null) => void,
): AsyncGenerator<string> {
  let piece = sheetStart(words.length);
  for (const [index, head] of [words, headings].entries())
    piece += cellRow(
      head.map((text) => ({ text })),
      index + 1,
      true,
    );
  let count = 0;
  const add = (row: readonly Cell[]) => {
    count += 1;
    piece += cellRow(row, headRows + count, false);
  };
  if (first !== null) add(first);
  let next: readonly Cell[] | null = null;
  while (next === null) {
    const { value, done } = await rows.next();
    if (done === true) break;
    if (count === room) next = value;
    else add(value);
    if (count % rowsAtOnce !== 0) continue;
    yield piece;
    piece = "";
  }
  yield piece + sheetEnd;
  ended(next);
}
