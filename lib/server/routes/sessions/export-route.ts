import { Readable } from "node:stream";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { Refusal } from "../../../contract/refusal";
import type { ListedSession } from "../../../contract/sessions";
import { reachOf } from "../../../domain/access/permissions";
import type { Person } from "../../../domain/access/person";
import { catalogues } from "../../../messages/catalogues";
import { localeCookie } from "../../../messages/locale";
import { localeOf } from "../../../messages/negotiate";
import type { SessionFilter } from "../../../store/sessions/session-filter";
import type { Live } from "../../app/live-types";
import { createLog } from "../../base/log";
import { csvOf } from "../../export/csv";
import { fileBody } from "../../export/file-body";
import { columnsFor, type ExportedSession } from "../../export/session-columns";
import type { Cell, Table } from "../../export/table";
import { xlsxOf } from "../../export/xlsx";
import { forPeople } from "../route";
import { askedSessions } from "./asked";
import { listedSessions } from "./listed";

const formats = {
  csv: { type: "text/csv; charset=utf-8", ending: "csv" },
  "csv-de": { type: "text/csv; charset=utf-8", ending: "csv" },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" },
} as const;
const asked = { format: z.enum(["csv", "csv-de", "xlsx"]) };

const sessionsAtOnce = 200;
/** So many exports run at a time: each takes of the time in which charge states are told. */
const mostExports = 4;
let running = 0;

const log = createLog("export");

/** The sessions of a filter, one installation after the other, of each the oldest first by their end, with what they were at. */
async function* exported(live: Live, person: Person, filter: SessionFilter): AsyncGenerator<ExportedSession> {
  const { installations, circuits } = live.topology();
  const zones = new Map(installations.map(({ id, timeZone }) => [id, timeZone]));
  const circuitNames = new Map(circuits.map(({ id, name }) => [id, name]));
  // In the order of several at once no page would follow from an index.
  const parts = filter.visible === null ? [filter] : filter.visible.map((id) => ({ ...filter, visible: [id] }));
  for (const part of parts)
    for await (const session of sessionsOf(live, person, part)) {
      const { installationId, circuitId } = session;
      yield {
        session,
        circuitName: circuitId === null ? null : (circuitNames.get(circuitId) ?? circuitId),
        timeZone: (installationId === null ? undefined : zones.get(installationId)) ?? "UTC",
      };
    }
}

async function* sessionsOf(live: Live, person: Person, filter: SessionFilter): AsyncGenerator<ListedSession> {
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<Live["sessions"]["list"]>> = await live.sessions.list({
      filter,
      order: "end",
      ascending: true,
      cursor,
      limit: sessionsAtOnce,
    });
    // The session of the cursor became part of another one meanwhile: what would be left out is not known.
    if (page === null) throw new Error("A session that was exported is gone; the export is incomplete.");
    yield* await listedSessions(live, person, page.sessions);
    cursor = page.sessions.at(-1)?.id ?? null;
    if (!page.more) return;
  }
}

const wordsFor = (request: NextRequest) =>
  catalogues[localeOf(request.cookies.get(localeCookie)?.value, request.headers.get("accept-language"))].answers
    .sessionExport;

function tableOf(words: Readonly<Record<string, string>>, live: Live, person: Person, filter: SessionFilter): Table {
  const sees = (deed: "seeTagNames" | "seePrices" | "seeSigned") => reachOf(person, deed) !== "none";
  const columns = columnsFor({ names: sees("seeTagNames"), prices: sees("seePrices"), signed: sees("seeSigned") });
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const session of exported(live, person, filter)) yield columns.map(({ cell }) => cell(session));
  }
  return {
    words: columns.map(({ heading }) => words[heading] ?? heading),
    headings: columns.map(({ heading }) => heading),
    rows: rows(),
  };
}

/** `GET /api/sessions/export?format=`: all sessions of a filter as a file, row by row as they are read. */
export const getSessionExport = forPeople<Record<string, never>>(async ({ request, live, person }) => {
  const { filter, more } = askedSessions(
    request.nextUrl.searchParams,
    person,
    live.now(),
    asked,
    "format: csv, csv-de or xlsx.",
  );
  if (running >= mostExports) throw new Refusal("tooManyExports");
  const { type, ending } = formats[more.format];
  const { columns, sheet } = wordsFor(request);
  const table = tableOf(columns, live, person, filter);
  const file =
    more.format === "xlsx"
      ? xlsxOf(table, sheet)
      : Readable.from(encoded(csvOf(table, more.format === "csv-de" ? "german" : "rfc4180")));
  running += 1;
  file.once("close", () => {
    running -= 1;
  });
  file.on("error", (error) => {
    log.error({ err: error }, "an export of sessions ended before its end");
  });
  const name = `sessions-${new Date(live.now()).toISOString().slice(0, 10)}.${ending}`;
  return new Response(fileBody(file), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
});

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}
