import type { ListedSession } from "../../contract/sessions";
import { localText, offsetMs, offsetText } from "../../domain/time/wall-clock";
import type { Cell } from "./table";

/** A session with the names of what it was at. */
export interface ExportedSession {
  session: ListedSession;
  /** Null: it is not known any more. */
  circuitName: string | null;
  /** IANA name of its installation's zone. */
  timeZone: string;
}

interface Column {
  heading: string;
  /** Only in files for who may see it of each of the sessions. */
  needs?: "names" | "prices" | "signed";
  cell(of: ExportedSession): Cell;
}

const text = (value: string | null): Cell => (value === null ? null : { text: value });
/** Whole Wh as kWh, none of them lost. */
const kwh = (wh: number | null): Cell => (wh === null ? null : { number: (wh / 1_000).toFixed(3) });

type Bounds = { from: number | null; to: number | null } | null;
/** Where begin or end are known. */
const known = (bounds: Bounds): number | null => (bounds !== null && bounds.from === bounds.to ? bounds.from : null);

/** Both instants of a row are told by one offset: that of its start, or of its end where only that is known. */
function offsetOf({ session: { start, end }, timeZone }: ExportedSession): number | null {
  const at = known(start) ?? known(end);
  return at === null ? null : offsetMs(timeZone, at);
}
function local(of: ExportedSession, bounds: Bounds): Cell {
  const [at, offset] = [known(bounds), offsetOf(of)];
  return at === null || offset === null ? null : { local: localText(at, offset) };
}

/** What is to be known of a row before its figures are used. */
function problemsOf({ flags, cost }: ListedSession): string[] {
  return [
    ...flags,
    ...(cost?.isEstimated === true ? ["costEstimated"] : []),
    ...(cost?.isProvisional === true ? ["costProvisional"] : []),
    ...(cost !== null && cost.unpricedWh > 0 ? ["costIncomplete"] : []),
    ...(cost !== null && cost.amounts.length > 1 ? ["severalCurrencies"] : []),
  ];
}

/** Amounts of several currencies are no one number: they are told as text. */
function amount({ cost }: ListedSession): Cell {
  const [first, ...others] = cost?.amounts ?? [];
  if (first === undefined) return null;
  return others.length === 0
    ? { number: first.gross }
    : { text: [first, ...others].map(({ gross }) => gross).join(" + ") };
}

/** The columns of exported sessions; their headings never change. */
const sessionColumns: readonly Column[] = [
  { heading: "session_id", cell: ({ session }) => text(session.sessionId) },
  { heading: "charger_id", cell: ({ session }) => text(session.deviceId) },
  { heading: "charger_name", cell: ({ session }) => text(session.chargerName) },
  { heading: "installation_id", cell: ({ session }) => text(session.installationId) },
  { heading: "circuit", cell: ({ circuitName }) => text(circuitName) },
  { heading: "started_at", cell: (of) => local(of, of.session.start) },
  { heading: "ended_at", cell: (of) => local(of, of.session.end) },
  {
    heading: "utc_offset",
    cell: (of) => {
      const offset = offsetOf(of);
      return offset === null ? null : { own: offsetText(offset) };
    },
  },
  { heading: "energy_kwh", cell: ({ session }) => kwh(session.energyWh) },
  { heading: "meter_start_kwh", cell: ({ session }) => kwh(session.meterStartWh) },
  { heading: "meter_stop_kwh", cell: ({ session }) => kwh(session.meterEndWh) },
  { heading: "charging_s", cell: ({ session }) => ({ number: String(Math.round(session.chargingMs / 1_000)) }) },
  { heading: "tag", cell: ({ session }) => text(session.tag) },
  { heading: "name", needs: "names", cell: ({ session }) => text(session.name) },
  { heading: "cost", needs: "prices", cell: ({ session }) => amount(session) },
  {
    heading: "currency",
    needs: "prices",
    cell: ({ session: { cost } }) => text(cost?.amounts.map(({ currency }) => currency).join(" + ") || null),
  },
  { heading: "problems", cell: ({ session }) => text(problemsOf(session).join(" ") || null) },
  { heading: "verdict", needs: "signed", cell: ({ session }) => text(session.verdict) },
];

/** The columns for somebody who sees no more than `sees`. */
export const columnsFor = (sees: Readonly<Record<"names" | "prices" | "signed", boolean>>): readonly Column[] =>
  sessionColumns.filter(({ needs }) => needs === undefined || sees[needs]);
