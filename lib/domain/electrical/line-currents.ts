import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import { ItRange } from "./it-range";
import { isIt, type LineIndex, legsOf, legsOfLine, lineAmps, linesOf } from "./phase";
import type { LineCurrent } from "./phases-view";
import type { Measured } from "./power-factor";

type Terminals = Triple<Reading<number> | null>;

function map<T>(of: (line: LineIndex) => T): Triple<T> {
  return [of(0), of(1), of(2)];
}

/** The terminal that feeds a line, where it is one and not the line's own number. */
function terminalOf(rotation: Rotation, line: LineIndex): 1 | 2 | 3 | null {
  if (rotation.length === 5) return null;
  const terminal = linesOf(rotation).indexOf(line);
  return terminal < 0 || terminal === line ? null : ((terminal + 1) as 1 | 2 | 3);
}

/**
 * What a charger loads each line of its installation with, from its readings in A. A line's reading is null
 * as soon as one of the currents that meet in it is unknown. A line that the charger is not wired to carries 0 of it, told
 * with the instant of the wired reading; with nothing known at all it is null too. It is old as soon as one of those currents is. On IT a line in which currents of
 * different pairs meet has a range, as far as voltages (V) and power (W) leave the angle between them open.
 */
export function lineCurrents(
  network: NetworkType,
  rotation: Rotation,
  terminals: Terminals,
  measured: Partial<Pick<Measured, "voltages" | "powerW">> = {},
): Triple<LineCurrent> {
  const legs = legsOf(network, rotation);
  const amps: [number, number, number] = [0, 0, 0];
  const at: [number | null, number | null, number | null] = [null, null, null];
  let unknown = 0;
  let old = 0;
  let oldest: number | null = null;
  let wired = 0;
  for (const t of [0, 1, 2] as const) {
    const leg = legs[t];
    if (leg === null) continue;
    wired += 1;
    const reading = terminals[t];
    if (!reading) {
      unknown |= 1 << leg;
      continue;
    }
    amps[leg] = reading.value;
    at[leg] = reading.at;
    if (reading.old) old |= 1 << leg;
    if (oldest === null || reading.at < oldest) oldest = reading.at;
  }
  const lines = lineAmps(network, amps);
  const range = isIt(network) ? new ItRange() : null;
  range?.addCharger({ terminals, ...measured }, legs);
  return map((line) => {
    const meeting = legsOfLine(network, line);
    const known = wired > 0 && !meeting.some((leg) => unknown & (1 << leg));
    const instants = meeting.map((leg) => at[leg]).filter((instant) => instant !== null);
    const instant = instants.length > 0 ? Math.min(...instants) : oldest;
    const isOld = meeting.some((leg) => old & (1 << leg));
    const reading = known && instant !== null ? { value: lines[line], at: instant, ...(isOld && { old: true }) } : null;
    const rangeA = reading === null ? undefined : range?.of(line);
    return {
      reading,
      terminal: isIt(network) && wired === 0 ? null : terminalOf(rotation, line),
      ...(rangeA === undefined ? {} : { rangeA }),
    };
  });
}
