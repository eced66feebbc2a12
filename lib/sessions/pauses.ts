import type { Span } from "../history/steps";
import type { State } from "./states";
import type { Pause, SessionInput } from "./types";

type Why = "order" | "loadManagement" | "car" | "unknown";

/** What a charger does not charge for; null: it charges, or that is not known. */
function whyOf({ mode, isPausedByOrder }: State, hasCharged: boolean): Why | null {
  if (mode === "finished") {
    if (isPausedByOrder === true) return "order";
    if (!hasCharged) return null;
    return isPausedByOrder === null ? "unknown" : "car";
  }
  // Its car asks, and it waits for the other end (wire.md 6.2).
  return mode === "requesting" && hasCharged ? "loadManagement" : null;
}

/** The pauses of a session, in order. A car that is done is none. */
export function pausesOf(states: readonly State[], commands: SessionInput["commands"]): Pause[] {
  const found: (Span & { why: Why })[] = [];
  let hasCharged = false;
  for (const state of states) {
    const why = whyOf(state, hasCharged);
    const last = found.at(-1);
    if (why === null) hasCharged ||= state.mode === "charging";
    else if (last?.why === why && last.to === state.from) last.to = state.to;
    else found.push({ from: state.from, to: state.to, why });
  }
  const chargedUntil = states.findLast(({ mode }) => mode === "charging")?.to ?? Number.NEGATIVE_INFINITY;
  return found
    .filter(({ why, from }) => why !== "car" || from < chargedUntil)
    .map(({ from, to, why }) => {
      const by = why === "order" ? whoOf(from, commands) : null;
      return { from, to, why: by === null ? why : "person", by };
    });
}

/** A stop is taken at once, and seen within a minute (its dialect's `effectWithinMs`): so long before the pause it was asked for, at most, ms. */
const askedBeforeMs = 120_000;
/** What the charger's clock may be off by, ms (wire.md 4, rule 1). */
const clockMs = 5_000;

/** Who stopped it: by the last stop that the charger took. One that it refused is not claimed to have done it. */
function whoOf(from: number, commands: SessionInput["commands"]): Pause["by"] {
  let by: Pause["by"] = null;
  let byAt = Number.NEGATIVE_INFINITY;
  for (const command of commands) {
    const at = command.course[0]?.at ?? Number.NaN;
    const wasTaken = command.course.some(({ stage }) => stage === "acknowledged" || stage === "effective");
    const isIts = command.kind === "stop" && wasTaken && at >= from - askedBeforeMs && at <= from + clockMs;
    if (!isIts || at < byAt || (at === byAt && by !== null && command.id < by.commandId)) continue;
    by = { name: command.by.name, commandId: command.id };
    byAt = at;
  }
  return by;
}
