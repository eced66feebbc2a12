import { loadedA } from "../electrical/car-phases";
import { lineCurrents } from "../electrical/line-currents";
import { isIt, legsOf, type TerminalIndex } from "../electrical/phase";
import { readingsOf } from "../electrical/terminals";
import { type Finding, type Looked, placeOf, wiredOf } from "./finding";

/** How long a car and its charger's report may take to follow an allocation, ms. */
const settleMs = 10_000;
/** Less than this, on a phase whose neighbours carry at least `livelyA`, is a dead phase, A. */
const deadA = 0.5;
const livelyA = 3;

/** The wired readings that the allocation is for; null: not known. */
function allocatedOf(looked: Looked, wired: readonly TerminalIndex[]): readonly TerminalIndex[] | null {
  if (looked.standAlone || looked.allocatedTerminals === null) return null;
  const readings = readingsOf(looked.network, looked.allocatedTerminals);
  if (readings === null) return null;
  // Wired to one leg alone: whatever is named, it can only be that one.
  return wired.length === 1 ? wired : readings.filter((reading) => wired.includes(reading));
}

/** Current where none was allocated, more than was allocated, a phase that died in this session. */
export function findCurrent(looked: Looked): Finding[] {
  const wired = wiredOf(looked);
  const allocated = allocatedOf(looked, wired);
  const amps = (terminal: TerminalIndex) => looked.terminals[terminal]?.value ?? null;
  const loaded = wired.filter((terminal) => (amps(terminal) ?? 0) > loadedA);
  const found: Finding[] = [];
  if (allocated !== null) {
    const other = otherTerminal(looked, wired, allocated, loaded);
    if (other !== null) {
      found.push({
        kind: "loadOnOtherTerminal",
        ...placeOf(looked, other),
        value: amps(other),
        limit: null,
        settleMs,
      });
    } else {
      for (const terminal of loaded) {
        if (allocated.includes(terminal)) continue;
        const value = amps(terminal);
        found.push({ kind: "unallocatedPhase", ...placeOf(looked, terminal), value, limit: 0, settleMs });
      }
    }
  }
  const over = overAllocation(looked, loaded.length);
  if (over !== null) found.push(over);
  const dead = deadPhase(looked, wired, allocated);
  if (dead !== null) found.push(dead);
  return found;
}

/**
 * Where a single-phase car loads another terminal than it must: it was allocated one, or all and has its only pin at the
 * first (IEC 62196-2: a single-phase car uses contact L1). So the charger looks wired otherwise than it says. Not on a
 * charger that has drawn on all in this session: its car is no single-phase one.
 */
function otherTerminal(
  { network, terminals, drewAll }: Looked,
  wired: readonly TerminalIndex[],
  allocated: readonly TerminalIndex[],
  loaded: readonly TerminalIndex[],
): TerminalIndex | null {
  const [only] = loaded;
  if (only === undefined || loaded.length > 1 || wired.some((terminal) => terminals[terminal] === null)) return null;
  const [first] = allocated;
  if (allocated.length === 1) return first === only ? null : only;
  return allocated.length === 3 && !isIt(network) && !drewAll && only !== 0 ? only : null;
}

/**
 * A charger need not report changes of less than 200 W, above 7 kW of less than 500 W, so that what it said last may be too
 * much by as many amperes; and its meter may be off by 2 %.
 */
function toleranceA({ powerW, allocatedA }: Looked, phases: number): number {
  const unreportedW = (powerW?.value ?? 0) > 7_000 ? 500 : 200;
  return unreportedW / 230 / Math.max(1, phases) + 0.02 * (allocatedA ?? 0);
}

function overAllocation(looked: Looked, phases: number): Finding | null {
  const { network, rotation, terminals, voltages, powerW, allocatedA, standAlone } = looked;
  if (allocatedA === null || standAlone) return null;
  const limit = allocatedA + Math.max(loadedA, toleranceA(looked, phases));
  const kind = "overAllocation";
  if (isIt(network)) {
    // A line can carry more than each of its pairs.
    const most = Math.max(
      ...lineCurrents(network, rotation, terminals, { voltages, powerW }).map(
        ({ reading, rangeA }) => rangeA?.[0] ?? reading?.value ?? 0,
      ),
    );
    return most > limit ? { kind, line: null, terminal: null, value: most, limit: allocatedA, settleMs } : null;
  }
  let worst: TerminalIndex | null = null;
  const legs = legsOf(network, rotation);
  for (const terminal of [0, 1, 2] as const) {
    const value = legs[terminal] === null ? 0 : (terminals[terminal]?.value ?? 0);
    if (value > limit && (worst === null || value > (terminals[worst]?.value ?? 0))) worst = terminal;
  }
  if (worst === null) return null;
  return { kind, ...placeOf(looked, worst), value: terminals[worst]?.value ?? null, limit: allocatedA, settleMs };
}

/** One of three phases that all carried current in this session carries none, while the others go on and all are allocated. */
function deadPhase(
  looked: Looked,
  wired: readonly TerminalIndex[],
  allocated: readonly TerminalIndex[] | null,
): Finding | null {
  if (!looked.drewAll || wired.length < 3 || allocated?.length !== 3) return null;
  const amps = wired.map((terminal) => looked.terminals[terminal]?.value ?? null);
  if (amps.some((each) => each === null)) return null;
  const dead = wired.filter((_, i) => (amps[i] ?? 0) < deadA);
  const lively = wired.filter((_, i) => (amps[i] ?? 0) >= livelyA);
  const kind = "phaseDead";
  if (isIt(looked.network)) {
    // Without L1 of its own only the pair 2-3 goes on; a single-phase car would not use that one.
    const [left] = lively;
    if (dead.length !== 2 || left !== 1) return null;
    return { kind, line: null, terminal: 1, value: null, limit: null, settleMs };
  }
  const [terminal] = dead;
  if (terminal === undefined || dead.length !== 1 || lively.length !== 2) return null;
  return {
    kind,
    ...placeOf(looked, terminal),
    value: looked.terminals[terminal]?.value ?? null,
    limit: null,
    settleMs,
  };
}
