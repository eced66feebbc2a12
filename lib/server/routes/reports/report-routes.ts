import { z } from "zod";
import { Refusal } from "../../../contract/refusal";
import type { ReportList } from "../../../contract/report";
import type { Person } from "../../../domain/access/person";
import { isMonth } from "../../../domain/time/months";
import type { Installation } from "../../../domain/topology";
import { catalogues } from "../../../messages/catalogues";
import { localeCookie } from "../../../messages/locale";
import { localeOf } from "../../../messages/negotiate";
import type { Live } from "../../app/live-types";
import { reportCsv } from "../../reports/report-csv";
import { done, forPeople, json } from "../route";
import { installationFor } from "../settings-routes";

type Params = { id: string; month: string };

const earliest = "1970-02";
const latest = "2199-11";

function askedMonth(text: string): string {
  if (!isMonth(text) || text < earliest || text > latest)
    throw new Refusal("badRequest", { detail: `a month as 2026-11, from ${earliest} to ${latest}.` });
  return text;
}

function reported(live: Live, person: Person, id: string, deed: "seeReports" | "closeMonth"): Installation {
  installationFor(live, person, id, deed);
  const installation = live.topology().installations.find((one) => one.id === id);
  if (installation === undefined) throw new Refusal("notFound");
  return installation;
}

/** `GET /api/installations/{id}/reports`: which months are closed. */
export const getReports = forPeople<{ id: string }>(async ({ params, live, person }) =>
  json({
    closed: (await live.reports.closed(reported(live, person, params.id, "seeReports"))).map(({ month, by, at }) => ({
      month,
      by,
      at,
    })),
  } satisfies ReportList),
);

const asked = z.strictObject({ format: z.enum(["csv", "csv-de"]).default("csv") });
const ending = ".csv";

/** `GET /api/installations/{id}/reports/{month}`: a month as JSON; `{month}.csv`: as a file. */
export const getReport = forPeople<Params>(async ({ request, params, live, person }) => {
  const installation = reported(live, person, params.id, "seeReports");
  const isFile = params.month.endsWith(ending);
  const month = askedMonth(isFile ? params.month.slice(0, -ending.length) : params.month);
  if (!isFile) return json(await live.reports.report(installation, month));
  const read = asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail: "format: csv or csv-de." });
  const { format } = read.data;
  const locale = localeOf(request.cookies.get(localeCookie)?.value, request.headers.get("accept-language"));
  const { answers } = catalogues[locale];
  const text = reportCsv(
    await live.reports.report(installation, month),
    answers.reportExport,
    format === "csv-de" ? "german" : "rfc4180",
  );
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="report-${month}.csv"`,
      "cache-control": "no-store",
    },
  });
});

/** `POST /api/installations/{id}/reports/{month}/close`: its report stays as it is now. */
export const postClose = forPeople<Params>(async ({ params, live, person }) => {
  const installation = reported(live, person, params.id, "closeMonth");
  const month = askedMonth(params.month);
  const outcome = await live.reports.close(installation, month, person.name);
  if (outcome === "done") return done();
  if (outcome === "notOver") throw new Refusal("monthNotOver");
  if (outcome === "pricesChanged") throw new Refusal("savedMeanwhile");
  throw new Refusal(outcome.closed >= month ? "monthClosed" : "monthNotNext", { differs: [outcome.closed] });
});
