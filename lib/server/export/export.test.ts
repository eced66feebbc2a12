import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { readSheet } from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";
import type { Cell, Table } from "./table";
import { xlsxOf } from "./xlsx";

const tableOf = (rows: readonly (readonly Cell[])[]): Table => ({
  words: ["Name", "Energy (kWh)", "Start"],
  headings: ["name", "energy_kwh", "started_at"],
  rows: Readable.from(rows, { objectMode: true }),
});
const row = (text: string | null, number: string | null, local: string | null): Cell[] => [
  text === null ? null : { text },
  number === null ? null : { number },
  local === null ? null : { local },
];

async function csv(rows: readonly (readonly Cell[])[], style: "rfc4180" | "german"): Promise<string> {
  let all = "";
  for await (const piece of csvOf(tableOf(rows), style)) all += piece;
  return all;
}

describe("CSV", () => {
  it("has the words, under them the headings, and quotes what RFC 4180 asks to be quoted", async () => {
    const rows = [
      row('Flat "1", left', "7.120", "2026-10-25 02:30:00"),
      row(null, null, null),
      row("a\nb", "-0.500", null),
    ];
    expect(await csv(rows, "rfc4180")).toBe(
      "Name,Energy (kWh),Start\r\nname,energy_kwh,started_at\r\n" +
        '"Flat ""1"", left",7.120,2026-10-25 02:30:00\r\n,,\r\n"a\nb",-0.500,\r\n',
    );
  });

  it("opens in a German Excel: byte order mark, semicolons, decimal commas", async () => {
    expect(await csv([row("a;b", "1234.500", null)], "german")).toBe(
      '\ufeffName;Energy (kWh);Start\r\nname;energy_kwh;started_at\r\n"a;b";1234,500;\r\n',
    );
  });

  it("lets no text be a formula, and leaves numbers and times of ours as they are", async () => {
    const [, , line] = (await csv([row('=HYPERLINK("http://example.com")', "-1", null)], "german")).split("\r\n");
    expect(line).toBe(`"'=HYPERLINK(""http://example.com"")";-1;`);
  });

  it("is one piece after the other", async () => {
    let pieces = 0;
    const rows = Array.from({ length: 1_000 }, (_, n) => row(String(n), null, null));
    for await (const _ of csvOf(tableOf(rows), "rfc4180")) pieces += 1;
    expect(pieces).toBe(6);
  });
});

describe("XLSX", () => {
  const open = async (rows: readonly (readonly Cell[])[], sheetRows?: number, sheet = 1) =>
    readSheet(await buffer(xlsxOf(tableOf(rows), "Sessions", sheetRows)), sheet);

  it("holds texts as texts, numbers as numbers and times as times", async () => {
    const rows = [
      row('=1+1 <&"\u0000', "7.120", "2026-10-25 02:30:00"),
      row(null, "-0.5", null),
      row("  b ", null, null),
    ];
    const cells = await open(rows);
    // A day's fraction in a double is not a whole second.
    const seconds = cells.map((cell) => cell.map((one) => (one instanceof Date ? Math.round(+one / 1_000) : one)));
    expect(seconds).toEqual([
      ["Name", "Energy (kWh)", "Start"],
      ["name", "energy_kwh", "started_at"],
      ['=1+1 <&"\ufffd', 7.12, Date.parse("2026-10-25T02:30:00Z") / 1_000],
      [null, -0.5, null],
      [expect.stringMatching(/b/), null, null],
    ]);
  });

  it("begins another sheet where one is full, each with both headings, and loses no row", async () => {
    const rows = Array.from({ length: 7 }, (_, n) => row(String(n), null, null));
    const sheets = await Promise.all([1, 2, 3].map((sheet) => open(rows, 5, sheet)));
    expect(sheets.map((sheet) => sheet.map(([text]) => text))).toEqual([
      ["Name", "name", "0", "1", "2"],
      ["Name", "name", "3", "4", "5"],
      ["Name", "name", "6"],
    ]);
    const exact = await open(rows.slice(0, 3), 5);
    expect(exact).toHaveLength(5);
    await expect(open(rows.slice(0, 3), 5, 2)).rejects.toThrow();
  });

  it("is a workbook also without a row", async () => {
    expect(await open([])).toHaveLength(2);
  });

  it("asks for rows only as fast as they are taken, and for no more when nobody takes them", async () => {
    let asked = 0;
    let isEnded = false;
    async function* rows(): AsyncGenerator<Cell[]> {
      try {
        // Nothing that could be packed to next to nothing.
        for (let n = 0; n < 500_000; n += 1) {
          asked += 1;
          yield row(`${Math.sin(n)} ${Math.cos(n)} ${Math.tan(n)}`, null, null);
        }
      } finally {
        isEnded = true;
      }
    }
    const file = xlsxOf({ ...tableOf([]), rows: rows() }, "Sessions");
    file.once("data", () => file.pause());
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0);
    for (let before = -1; before !== asked; await new Promise((done) => setTimeout(done, 200))) before = asked;
    expect(asked).toBeLessThan(50_000);
    file.destroy();
    await expect.poll(() => isEnded).toBe(true);
  });

  it("ends with the error of its rows", async () => {
    async function* rows(): AsyncGenerator<Cell[]> {
      yield row("a", null, null);
      throw new Error("the database went away");
    }
    await expect(buffer(xlsxOf({ ...tableOf([]), rows: rows() }, "Sessions"))).rejects.toThrow(
      "the database went away",
    );
  });
});
