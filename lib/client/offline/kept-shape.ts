import * as z from "zod/mini";
import type { ChargerView, CircuitView, InstallationView } from "../../contract/view";
import type { Presence } from "../../domain/charger/presence";
import type { ChargerState } from "../../domain/charger/state";
import { type Anomaly, anomalyKinds } from "../../domain/faults/anomaly";
import { rotations } from "../../domain/topology";
import type { VerdictPart } from "../../domain/verdict";

/*
 * What may be kept on a device: the fields named here and no others. No name of a person, no tag, no session, no command, nothing
 * of support. It is also how what was kept, perhaps by another build, is read again.
 */

const known = z.nullable(z.number());
const triple = <T extends z.ZodMiniType>(of: T) => z.tuple([of, of, of]);
const amps = triple(z.number());
const reading = z.nullable(z.object({ value: z.number(), at: z.number(), old: z.optional(z.boolean()) }));
const range = z.optional(z.tuple([z.number(), z.number()]));
/** Words that are not known are left out: a record of them would be refused whole. */
const counts = <W extends string>(words: readonly W[]) =>
  z.object(Object.fromEntries(words.map((word) => [word, z.number()])) as Record<W, z.ZodMiniNumber>);
const network = z.enum(["IT1", "IT3", "TN1", "TN3"]);
const line = z.enum(["L1", "L2", "L3"]);
const leg = z.enum(["L1", "L2", "L3", "L1-L2", "L2-L3", "L1-L3"]);
const terminal = z.nullable(z.union([z.literal(1), z.literal(2), z.literal(3)]));
const presenceWords = ["online", "silent", "offline", "unknown"] as const;
const stateWords = [
  "charging",
  "waitingForCurrent",
  "waitingForAuthorisation",
  "paused",
  "finished",
  "noCar",
  "unknown",
] as const;

const presence: z.ZodMiniType<Presence> = z.object({
  word: z.enum(presenceWords),
  since: known,
  heardAt: known,
  was: z.optional(z.enum(["online", "silent", "offline"])),
  reason: z.enum(["connected", "heard", "noPulse", "connectionLost", "brokerLost", "neverHeard"]),
});

const limit = z.object({
  of: z.enum(["installation", "circuit", "charger", "imbalance", "tag"]),
  name: z.nullable(z.string()),
  line: z.nullable(line),
});

const state: z.ZodMiniType<Omit<ChargerState, "pausedBy">> = z.object({
  word: z.enum(stateWords),
  mode: z.nullable(z.enum(["disconnected", "requesting", "charging", "finished", "unknown"])),
  since: known,
  limit: z.nullable(limit),
});

const anomaly: z.ZodMiniType<Anomaly> = z.object({
  kind: z.enum(anomalyKinds),
  deviceId: z.string(),
  line: z.nullable(leg),
  terminal,
  seen: z.optional(leg),
  grids: z.optional(z.object({ told: network, entered: network })),
  since: z.number(),
  value: known,
  limit: known,
});

export type KeptCharger = Pick<
  ChargerView,
  | "deviceId"
  | "name"
  | "product"
  | "circuitId"
  | "rotation"
  | "presence"
  | "old"
  | "powerW"
  | "lines"
  | "voltageV"
  | "voltageOffGrid"
  | "limitA"
  | "allocatedA"
  | "warnings"
  | "anomalies"
> & { installationId: string; state: Omit<ChargerState, "pausedBy"> };

/** One that hangs on no installation is support's alone. */
export const keptCharger: z.ZodMiniType<KeptCharger> = z.object({
  deviceId: z.string(),
  name: z.string(),
  product: z.enum(["Pro", "Go", "Go 2", "Sense", "unknown"]),
  installationId: z.string(),
  circuitId: z.nullable(z.string()),
  rotation: z.enum(rotations),
  presence,
  old: z.nullable(z.enum(["restored", "clock", "gap"])),
  state,
  powerW: reading,
  lines: triple(z.object({ reading, rangeA: range, terminal })),
  voltageV: triple(reading),
  voltageOffGrid: triple(z.boolean()),
  limitA: z.number(),
  allocatedA: reading,
  warnings: z.array(z.string()),
  anomalies: z.array(anomaly),
});

const phases: z.ZodMiniType<InstallationView["phases"]> = z.object({
  existing: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])),
  lines: triple(z.object({ currentA: known, atLeast: z.boolean(), at: known, rangeA: range })),
  limitA: amps,
  imbalanceA: known,
  imbalanceAtLeast: z.boolean(),
  imbalanceLimitA: known,
  fuseA: z.number(),
  availableA: z.nullable(amps),
  headroomA: triple(known),
  reservedA: z.optional(amps),
  peaks: triple(z.nullable(z.object({ currentA: z.number(), at: z.number(), atLeast: z.boolean() }))),
  peaksFrom: known,
  imbalance: z.object({
    high: z.nullable(line),
    low: z.nullable(line),
    kva: known,
    limitKva: known,
    causes: z.array(z.object({ deviceId: z.string(), name: z.string(), currentA: z.number() })),
  }),
  neutral: z.nullable(z.object({ currentA: z.number(), atLeast: z.boolean() })),
  voltages: z.nullable(
    z.object({
      deviceId: z.string(),
      voltageV: amps,
      at: z.number(),
      imbalancePercent: known,
      from: z.enum(["lines", "neutral"]),
    }),
  ),
  powerFactor: known,
});

const some = { chargers: z.number(), first: z.object({ deviceId: z.string(), name: z.string() }) };
const verdictPart: z.ZodMiniType<VerdictPart> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["over", "at"]),
    place: z.nullable(z.object({ id: z.string(), name: z.string() })),
    lines: z.array(line),
  }),
  z.object({ kind: z.literal("imbalance"), reached: z.enum(["over", "at"]) }),
  z.object({ kind: z.enum(["meterLost", "unheard"]) }),
  z.object({
    kind: z.enum([
      "fault",
      "notResponding",
      "flapping",
      "warning",
      "neverHeard",
      "notKnown",
      "tagRefused",
      "tagAwaited",
    ]),
    ...some,
  }),
  z.object({ kind: z.literal("waits"), limit: z.nullable(limit), ...some }),
]);

const circuit: z.ZodMiniType<CircuitView> = z.object({ id: z.string(), name: z.string(), fuseA: z.number(), phases });

export type KeptInstallation = Omit<InstallationView, "available" | "settings">;

export const keptInstallation: z.ZodMiniType<KeptInstallation> = z.object({
  id: z.string(),
  name: z.string(),
  networkType: network,
  timeZone: z.string(),
  mainFuseA: z.number(),
  phases,
  circuits: z.array(circuit),
  powerW: z.object({ value: known, atLeast: z.boolean() }),
  chargers: z.number(),
  states: counts(stateWords),
  presences: counts(presenceWords),
  trouble: z.number(),
  anomalies: z.array(anomaly),
  verdict: z.array(verdictPart),
});

/** A thing as it was at an instant of the server's clock, ms. */
export interface AsOf<T> {
  at: number;
  view: T;
}

/** The last known values that a device keeps. `at`: when it heard of the server last, by the server's clock, ms. */
export interface Kept {
  at: number;
  installations: Record<string, AsOf<KeptInstallation>>;
  chargers: Record<string, AsOf<KeptCharger>>;
}

const asOf = <T>(view: z.ZodMiniType<T>) => z.object({ at: z.number(), view });

export const keptShape: z.ZodMiniType<Kept> = z.object({
  at: z.number(),
  installations: z.record(z.string(), asOf(keptInstallation)),
  chargers: z.record(z.string(), asOf(keptCharger)),
});
