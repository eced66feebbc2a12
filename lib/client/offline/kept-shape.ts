import { z } from "zod";
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

const known = z.number().nullable();
const triple = <T extends z.ZodType>(of: T) => z.tuple([of, of, of]);
const amps = triple(z.number());
const reading = z.object({ value: z.number(), at: z.number(), old: z.boolean().optional() }).nullable();
const range = z.tuple([z.number(), z.number()]).optional();
/** Words that are not known are left out: a record of them would be refused whole. */
const counts = <W extends string>(words: readonly W[]) =>
  z.object(Object.fromEntries(words.map((word) => [word, z.number()])) as Record<W, z.ZodNumber>);
const network = z.enum(["IT1", "IT3", "TN1", "TN3"]);
const line = z.enum(["L1", "L2", "L3"]);
const leg = z.enum(["L1", "L2", "L3", "L1-L2", "L2-L3", "L1-L3"]);
const terminal = z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable();
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

const presence: z.ZodType<Presence> = z.object({
  word: z.enum(presenceWords),
  since: known,
  heardAt: known,
  was: z.enum(["online", "silent", "offline"]).optional(),
  reason: z.enum(["connected", "heard", "noPulse", "connectionLost", "brokerLost", "neverHeard"]),
});

const limit = z.object({
  of: z.enum(["installation", "circuit", "charger", "imbalance", "tag"]),
  name: z.string().nullable(),
  line: line.nullable(),
});

const state: z.ZodType<Omit<ChargerState, "pausedBy">> = z.object({
  word: z.enum(stateWords),
  mode: z.enum(["disconnected", "requesting", "charging", "finished", "unknown"]).nullable(),
  since: known,
  limit: limit.nullable(),
});

const anomaly: z.ZodType<Anomaly> = z.object({
  kind: z.enum(anomalyKinds),
  deviceId: z.string(),
  line: leg.nullable(),
  terminal,
  seen: leg.optional(),
  grids: z.object({ told: network, entered: network }).optional(),
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
export const keptCharger: z.ZodType<KeptCharger> = z.object({
  deviceId: z.string(),
  name: z.string(),
  product: z.enum(["Pro", "Go", "Go 2", "Sense", "unknown"]),
  installationId: z.string(),
  circuitId: z.string().nullable(),
  rotation: z.enum(rotations),
  presence,
  old: z.enum(["restored", "clock", "gap"]).nullable(),
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

const phases: z.ZodType<InstallationView["phases"]> = z.object({
  existing: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])),
  lines: triple(z.object({ currentA: known, atLeast: z.boolean(), at: known, rangeA: range })),
  limitA: amps,
  imbalanceA: known,
  imbalanceAtLeast: z.boolean(),
  imbalanceLimitA: known,
  fuseA: z.number(),
  availableA: amps.nullable(),
  headroomA: triple(known),
  reservedA: amps.optional(),
  peaks: triple(z.object({ currentA: z.number(), at: z.number(), atLeast: z.boolean() }).nullable()),
  peaksFrom: known,
  imbalance: z.object({
    high: line.nullable(),
    low: line.nullable(),
    kva: known,
    limitKva: known,
    causes: z.array(z.object({ deviceId: z.string(), name: z.string(), currentA: z.number() })),
  }),
  neutral: z.object({ currentA: z.number(), atLeast: z.boolean() }).nullable(),
  voltages: z
    .object({
      deviceId: z.string(),
      voltageV: amps,
      at: z.number(),
      imbalancePercent: known,
      from: z.enum(["lines", "neutral"]),
    })
    .nullable(),
  powerFactor: known,
});

const some = { chargers: z.number(), first: z.object({ deviceId: z.string(), name: z.string() }) };
const verdictPart: z.ZodType<VerdictPart> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["over", "at"]),
    place: z.object({ id: z.string(), name: z.string() }).nullable(),
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
  z.object({ kind: z.literal("waits"), limit: limit.nullable(), ...some }),
]);

const circuit: z.ZodType<CircuitView> = z.object({ id: z.string(), name: z.string(), fuseA: z.number(), phases });

export type KeptInstallation = Omit<InstallationView, "available" | "settings">;

export const keptInstallation: z.ZodType<KeptInstallation> = z.object({
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

const asOf = <T>(view: z.ZodType<T>) => z.object({ at: z.number(), view });

export const keptShape: z.ZodType<Kept> = z.object({
  at: z.number(),
  installations: z.record(z.string(), asOf(keptInstallation)),
  chargers: z.record(z.string(), asOf(keptCharger)),
});
