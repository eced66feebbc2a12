import type { Cell } from "./table";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// What XML 1.0 cannot hold at all, such as a NUL, is shown as what it is: unreadable.
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string =>
  text.replace(impossible, "\ufffd").replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);

/** Excel holds no longer text in a cell. */
const longestText = 32_767;

// Styles by their place in `styles`.
const heading = 1;
const time = 2;

const dayMs = 86_400_000;
/** A wall clock's time as Excel counts it: days since 30 December 1899 (ECMA-376, 18.17.4.1). */
const serial = (local: string): number => (Date.parse(`${local.replace(" ", "T")}Z`) - Date.UTC(1899, 11, 30)) / dayMs;

function cellOf(cell: Cell, place: string, isHeading: boolean): string {
  // An empty cell is one that is not there.
  if (cell === null) return "";
  const c = `<c r="${place}"`;
  if ("number" in cell) return `${c}><v>${cell.number}</v></c>`;
  if ("local" in cell) return `${c} s="${time}"><v>${serial(cell.local)}</v></c>`;
  const text = "own" in cell ? cell.own : cell.text;
  const style = isHeading ? ` s="${heading}"` : "";
  return `${c} t="inlineStr"${style}><is><t xml:space="preserve">${escaped(text.slice(0, longestText))}</t></is></c>`;
}

/** `A` to `Z`: no table here has more columns. */
const letterOf = (column: number) => String.fromCharCode(65 + column);

/** A row, counted from 1. A text is a text there, whatever it begins with: it needs no guard. */
export const cellRow = (cells: readonly Cell[], row: number, isHeading: boolean): string =>
  `<row r="${row}">${cells.map((cell, column) => cellOf(cell, `${letterOf(column)}${row}`, isHeading)).join("")}</row>`;

/** Up to the first row; the two headings stay in sight. */
export const sheetStart = (columns: number): string =>
  `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  `<cols><col min="1" max="${columns}" width="20" customWidth="1"/></cols><sheetData>`;
export const sheetEnd = "</sheetData></worksheet>";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export const workbook = (sheets: number, name: string): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers(sheets)
    .map((n) => `<sheet name="${escaped(n === 1 ? name : `${name} ${n}`)}" sheetId="${n}" r:id="rId${n}"/>`)
    .join("")}</sheets></workbook>`;

const links = (list: readonly string[]) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
const link = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;

export const packageLinks = links([link("rId1", "officeDocument", "xl/workbook.xml")]);
export const workbookLinks = (sheets: number): string =>
  links([
    ...numbers(sheets).map((n) => link(`rId${n}`, "worksheet", `worksheets/sheet${n}.xml`)),
    link("styles", "styles", "styles.xml"),
  ]);

const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
export const contentTypes = (sheets: number): string =>
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>` +
  `${numbers(sheets)
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`)
    .join("")}</Types>`;

/** Plain; a heading; a date with its time. */
export const styles =
  `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';
