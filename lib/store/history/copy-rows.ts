import { StringDecoder } from "node:string_decoder";
import type { HistoryRow } from "../../domain/history/row";
import type { ToldPoint } from "../../history/merge";

/** The columns of a row that is not packed, in the order in which they are copied. */
export const rowColumns = "own_at, at, arrived_at, charger, kind, epoch, gone, raw";

/** Rows go to the database in chunks of about this size. */
const chunkChars = 64 * 1024;

const escapes: { [char: string]: string } = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u0000": "" };
const special = /[\\\n\r\t\0]/;
const allSpecial = /[\\\n\r\t\0]/g;
// PostgreSQL text cannot hold U+0000; a charger's value that has one is kept without it.
const escaped = (raw: string) => (special.test(raw) ? raw.replace(allSpecial, (char) => escapes[char] ?? char) : raw);

const unescapes: { [char: string]: string } = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const unescaped = (text: string) =>
  text.includes("\\") ? text.replace(/\\(.)/g, (_, char: string) => unescapes[char] ?? char) : text;

const lineOf = (charger: number, { ownAt, at, arrivedAt, kind, epoch, gone, raw }: HistoryRow): string =>
  `${ownAt}\t${at}\t${arrivedAt}\t${charger}\t${kind}\t${epoch}\t${gone ? "t" : "f"}\t${raw === null ? "\\N" : escaped(raw)}\n`;

/** Rows as `copy ... from stdin` takes them (PostgreSQL documentation, COPY, Text Format). */
export function* copyLines(rows: Iterable<HistoryRow>, numberOf: (deviceId: string) => number): Generator<Buffer> {
  let text = "";
  for (const row of rows) {
    text += lineOf(numberOf(row.deviceId), row);
    if (text.length < chunkChars) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

/** Reads what `copy (select rowColumns ...) to stdout` gives, in chunks that may end anywhere. */
export class RowReader {
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";

  constructor(readonly take: (charger: number, point: ToldPoint) => void) {}

  read(chunk: Buffer): void {
    const text = this.#rest + this.#decoder.write(chunk);
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.#line(text.slice(from, end));
      from = end + 1;
    }
    this.#rest = text.slice(from);
  }

  #line(line: string): void {
    const [ownAt, at, arrivedAt, charger, kind, epoch, gone, raw = "\\N"] = line.split("\t");
    this.take(Number(charger), {
      kind: Number(kind),
      epoch: Number(epoch),
      ownAt: Number(ownAt),
      at: Number(at),
      arrivedAt: Number(arrivedAt),
      gone: gone === "t",
      raw: raw === "\\N" ? null : unescaped(raw),
    });
  }
}
