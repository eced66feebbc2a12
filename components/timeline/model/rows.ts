import type { KnownKey } from "../../../lib/domain/charger/observation";
import type { LineIndex } from "../../../lib/domain/electrical/phase";
import type { MoreRow } from "../../../lib/domain/timeline/address";

export type RowId = "power" | "currents" | MoreRow;
type LineNumber = 1 | 2 | 3;
/** A line within a row; those with a number belong to L1, L2, L3 of the installation. */
export type TrackId =
  | "power"
  | `current${LineNumber}`
  | "allocated"
  | "limit"
  | `voltage${LineNumber}`
  | "signal"
  | "temperature";

const numberOf = (line: LineIndex) => (line + 1) as LineNumber;
export const currentOf = (line: LineIndex) => `current${numberOf(line)}` as const;
export const voltageOf = (line: LineIndex) => `voltage${numberOf(line)}` as const;
/** The line that a track belongs to; null: to none. */
export function lineOf(track: TrackId): LineIndex | null {
  const [, digit] = /^(?:current|voltage)([123])$/.exec(track) ?? [];
  return digit === undefined ? null : ((Number(digit) - 1) as LineIndex);
}

/** The rows that are shown, from the top. */
export const shownRows = (more: readonly MoreRow[]): RowId[] => ["power", "currents", ...more];

/** What is drawn in a row of an installation with these lines. */
export function tracksOf(row: RowId, lines: readonly LineIndex[]): TrackId[] {
  switch (row) {
    case "power":
      return ["power"];
    case "currents":
      return [...lines.map(currentOf), "allocated", "limit"];
    case "voltages":
      return lines.map(voltageOf);
    default:
      return [row];
  }
}

const keysOf: Record<RowId, readonly KnownKey[]> = {
  power: ["powerW"],
  currents: ["current1A", "current2A", "current3A", "allocatedCurrentA", "maxCurrentA"],
  voltages: ["voltage1V", "voltage2V", "voltage3V"],
  signal: ["signalStrength"],
  temperature: ["temperatureC"],
};

/** What the strip is made of. */
const stripKeys: readonly KnownKey[] = ["mode", "pausedByOrder", "authenticationRequired"];

/** Settings whose changes are marked. */
export const settingKeys = [
  "maxCurrentA",
  "minCurrentA",
  "maxPhases",
  "offlineCurrentA",
  "authenticationRequired",
  "offlineTerminals",
  "rotation",
  "networkType",
  "enabled",
  "standAlone",
] as const satisfies readonly KnownKey[];
export type SettingKey = (typeof settingKeys)[number];

export const versionKeys = ["computerVersion", "mcuVersion"] as const satisfies readonly KnownKey[];
export type VersionKey = (typeof versionKeys)[number];

/** What is asked of the server for some rows. `events`: who looks may see a charger's own log. */
export function kindsFor(rows: readonly RowId[], events: boolean): string {
  const keys = [...rows.flatMap((row) => keysOf[row]), ...stripKeys, ...settingKeys, ...versionKeys, "warnings"];
  return [...new Set(keys), "commands", ...(events ? ["events"] : [])].join(",");
}
