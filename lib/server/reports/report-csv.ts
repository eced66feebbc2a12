import type { Amount, PersonSums, ReportAnswer, ReportSums, Who } from "../../contract/report";
import { type CsvCell, type CsvStyle, csvText } from "../../domain/csv";

/** Headings of the file that never change, in the order of its columns. */
const reportHeadings = [
  "row",
  "month",
  "state",
  "installation_id",
  "id",
  "name",
  "group",
  "sessions",
  "energy_kwh",
  "estimated_kwh",
  "unpriced_kwh",
  "meter_start_kwh",
  "meter_stop_kwh",
  "sessions_kwh",
  "difference_kwh",
  "currency",
  "energy_net",
  "parts_net",
  "net",
  "vat",
  "gross",
] as const;
type Heading = (typeof reportHeadings)[number];
type Row = Partial<Record<Heading, CsvCell>>;

const own = (text: string): CsvCell => ({ own: text });
const number = (text: string): CsvCell => ({ number: text });
const kwh = (wh: number | null): CsvCell => (wh === null ? null : number((wh / 1_000).toFixed(3)));

/** One row of each currency; one without any where there is none. */
function byCurrency(row: Row, { energy, parts, total }: Pick<ReportSums, "energy" | "parts" | "total">): Row[] {
  const net = (amounts: readonly Amount[], currency: string): CsvCell => {
    const amount = amounts.find((one) => one.currency === currency);
    return amount === undefined ? null : number(amount.net);
  };
  if (total.length === 0) return [row];
  return total.map(({ currency, ...amount }, index) => ({
    ...(index === 0 ? row : { row: row.row, id: row.id, name: row.name, group: row.group }),
    currency: own(currency),
    energy_net: net(energy, currency),
    parts_net: net(parts, currency),
    net: number(amount.net),
    vat: number(amount.vat),
    gross: number(amount.gross),
  }));
}

const sums = ({ sessions, wh, estimatedWh, unpricedWh }: ReportSums): Row => ({
  sessions,
  energy_kwh: kwh(wh),
  estimated_kwh: kwh(estimatedWh),
  unpriced_kwh: kwh(unpricedWh),
});

function whoOf(who: Who | null): Row {
  if (who === null) return { row: own("nobody") };
  if (who.tag === null) return { row: own("erased") };
  return { row: own("person"), id: who.tag, name: who.name, group: who.group };
}

const personRows = (person: PersonSums<Who>): Row[] => byCurrency({ ...whoOf(person.who), ...sums(person) }, person);

/** A month's report as one table: a row for each person, place, monthly part and correction, and the total, each told by its first cell. */
export function reportCsv(
  { installationId, month, state, figures }: ReportAnswer,
  words: Readonly<Record<Heading, string>>,
  style: CsvStyle,
): string {
  const rows: Row[] = [
    ...figures.people.flatMap(personRows),
    ...figures.corrections.flatMap(({ month: of, who, wh, energy }) =>
      byCurrency(
        { ...whoOf(who), row: own("correction"), month: own(of), energy_kwh: kwh(wh) },
        { energy, parts: [], total: energy },
      ),
    ),
    ...byCurrency(
      {
        row: own("total"),
        sessions: figures.sessions,
        energy_kwh: kwh(figures.wh),
        sessions_kwh: kwh(figures.sessionWh),
      },
      { energy: [], parts: [], total: figures.total },
    ),
    ...figures.places.flatMap((place) =>
      byCurrency(
        {
          row: own("place"),
          id: place.deviceId,
          name: place.name,
          group: place.circuit,
          ...sums(place),
          meter_start_kwh: kwh(place.meterStart?.wh ?? null),
          meter_stop_kwh: kwh(place.meterEnd?.wh ?? null),
          sessions_kwh: kwh(place.sessionWh),
          difference_kwh: kwh(place.differenceWh),
        },
        place,
      ),
    ),
    ...figures.parts.flatMap(({ name, amount }) =>
      byCurrency({ row: own("part"), name }, { energy: [], parts: [], total: [amount] }),
    ),
  ];
  const same: Row = { month: own(month), state: own(state), installation_id: installationId };
  const cells = rows.map((row) => reportHeadings.map((heading) => row[heading] ?? same[heading] ?? null));
  const text = csvText([reportHeadings.map((heading) => words[heading]), [...reportHeadings], ...cells], style);
  return style === "german" ? `\ufeff${text}` : text;
}
