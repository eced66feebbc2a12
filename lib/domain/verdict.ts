import type { Flapping } from "./charger/flapping";
import type { BindingLimit } from "./charger/grant";
import type { OldReason, Presence } from "./charger/presence";
import type { StateWord } from "./charger/state";
import { limitReached } from "./electrical/limit-reached";
import type { LineName, PhasesView } from "./electrical/phases-view";
import type { CircuitId, DeviceId } from "./ids";

/** A charger of which something is told. */
interface Named {
  deviceId: DeviceId;
  name: string;
}

/** So many chargers, one of them by name. */
interface Some {
  chargers: number;
  first: Named;
}

/** A circuit; null: the whole installation. */
type Place = { id: CircuitId; name: string } | null;

/**
 * One thing that is wrong now or soon will be. `over`, `at`: lines and their limits. `imbalance`: it and its limit. `unheard`: no
 * charger can be heard, since the dashboard cannot. `notKnown`: what they do now is not known yet.
 */
export type VerdictPart =
  | { kind: "over" | "at"; place: Place; lines: LineName[] }
  | { kind: "imbalance"; reached: "over" | "at" }
  | { kind: "meterLost" | "unheard" }
  | ({
      kind:
        | "fault"
        | "notResponding"
        | "flapping"
        | "warning"
        | "neverHeard"
        | "notKnown"
        | "tagRefused"
        | "tagAwaited";
    } & Some)
  | ({ kind: "waits"; limit: BindingLimit | null } & Some);

/** What of a charger counts. */
export interface VerdictCharger extends Named {
  presence: Pick<Presence, "word" | "heardAt">;
  old: OldReason | null;
  flapping: Flapping | null;
  faults: number;
  warnings: number;
  state: StateWord;
  /** `waitingForAuthorisation`: a tag was shown. */
  tagShown: boolean;
  /** `waitingForCurrent`: what binds; null: not known. */
  limit: BindingLimit | null;
}

export interface VerdictSituation {
  /** The dashboard hears its broker. */
  hears: boolean;
  meterLost: boolean;
  /** The installation first, then its circuits. */
  places: readonly { place: Place; phases: PhasesView }[];
  chargers: readonly VerdictCharger[];
}

const names = ["L1", "L2", "L3"] as const;

function ofPlace({ place, phases }: VerdictSituation["places"][number]): VerdictPart[] {
  const reached = phases.lines.map((line, index) => limitReached(line, phases.limitA[index] ?? null));
  const lines = (word: "over" | "at") => names.filter((_, index) => reached[index] === word);
  const parts: VerdictPart[] = (["over", "at"] as const).flatMap((kind) =>
    lines(kind).length > 0 ? [{ kind, place, lines: lines(kind) }] : [],
  );
  const uneven = limitReached({ currentA: phases.imbalanceA }, phases.imbalanceLimitA);
  return uneven === null ? parts : [...parts, { kind: "imbalance", reached: uneven }];
}

/** Whether what it says is of now. */
const isCurrent = ({ presence, old }: VerdictCharger) => presence.word === "online" && old === null;
const neverHeard = ({ presence }: VerdictCharger) => presence.word === "unknown" && presence.heardAt === null;

const counted: readonly [
  Exclude<VerdictPart["kind"], "over" | "at" | "imbalance" | "meterLost" | "unheard" | "waits">,
  (of: VerdictCharger) => boolean,
][] = [
  ["fault", ({ faults }) => faults > 0],
  ["notResponding", ({ presence }) => presence.word === "silent" || presence.word === "offline"],
  ["flapping", ({ flapping }) => flapping !== null],
  ["warning", ({ warnings }) => warnings > 0],
  ["neverHeard", neverHeard],
  ["notKnown", (of) => (of.presence.word === "unknown" && !neverHeard(of)) || of.old !== null],
  ["tagRefused", (of) => isCurrent(of) && of.state === "waitingForAuthorisation" && of.tagShown],
  ["tagAwaited", (of) => isCurrent(of) && of.state === "waitingForAuthorisation" && !of.tagShown],
];

function some(of: readonly VerdictCharger[]): Some | null {
  const [first] = of;
  return first === undefined ? null : { chargers: of.length, first: { deviceId: first.deviceId, name: first.name } };
}

/** Those that wait for current, by what binds, the most first. */
function waiting(chargers: readonly VerdictCharger[]): VerdictPart[] {
  const byLimit = new Map<string, VerdictCharger[]>();
  for (const charger of chargers) {
    if (!isCurrent(charger) || charger.state !== "waitingForCurrent") continue;
    const { limit } = charger;
    const key = limit === null ? "" : `${limit.of} ${limit.line} ${limit.name}`;
    byLimit.set(key, [...(byLimit.get(key) ?? []), charger]);
  }
  return [...byLimit.values()]
    .flatMap((those): Extract<VerdictPart, { kind: "waits" }>[] => {
      const told = some(those);
      return told === null ? [] : [{ kind: "waits", limit: those[0]?.limit ?? null, ...told }];
    })
    .sort((a, b) => b.chargers - a.chargers);
}

const ranks: Record<VerdictPart["kind"], number> = {
  over: 0,
  fault: 1,
  unheard: 2,
  notResponding: 3,
  flapping: 4,
  warning: 5,
  imbalance: 6,
  meterLost: 7,
  at: 8,
  neverHeard: 9,
  notKnown: 10,
  tagRefused: 11,
  waits: 12,
  tagAwaited: 13,
};

/** Whether it is wrong now; else it soon may be, or somebody waits. */
export const isWrong = (part: VerdictPart): boolean =>
  part.kind === "imbalance" ? part.reached === "over" : ranks[part.kind] <= ranks.meterLost;

/** All that is wrong in an installation or soon will be, the worst first; nothing: all is well. */
export function verdictOf({ hears, meterLost, places, chargers }: VerdictSituation): VerdictPart[] {
  if (!hears) return [{ kind: "unheard" }];
  const parts: VerdictPart[] = places.flatMap(ofPlace);
  if (meterLost) parts.push({ kind: "meterLost" });
  for (const [kind, is] of counted) {
    const told = some(chargers.filter(is));
    if (told !== null) parts.push({ kind, ...told });
  }
  return [...parts, ...waiting(chargers)].sort((a, b) => ranks[a.kind] - ranks[b.kind]);
}
