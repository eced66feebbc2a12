import type { CompletedSession } from "./completed-session";
import type { KnownKey, ObservationKey } from "./observation";

/** What a value beyond the usual is held against. */
export interface Hardware {
  /** The largest current that people entered or the charger told, A; 0: neither. */
  ratedA: number;
  /** How long the session had gone on since its id was first told, ms; null: it is not known of which session the value is. */
  sessionMs: number | null;
  /** The session's id was told when its car came. Otherwise it was told by a charger that is new here or has started: its car may have come long before. */
  heardBegin: boolean;
}

interface Bound {
  /** What any charger can tell. */
  least: number;
  most: number;
  /** What this one can, where that is more. */
  mostOf?(hardware: Hardware): number;
}

/** The most that IEC 61851-1 lets a charger offer its car (table A.7: a duty cycle of 96 %), A. */
const largestOfferA = 80;
/**
 * Nearly all chargers are of 32 A; a type 2 connector carries at most 63 A on three phases (IEC 62196-2). So twice 32 A, which leaves
 * room for a large one that was entered as a usual one. What is rated higher may be exceeded by a quarter (our own allowance): a car has to
 * keep to what it is offered (IEC 61851-1).
 */
const usualMostA = 64;
const beyondRated = 1.25;
/** 230 V + 10 % (EN 50160, 4.2.2), V. */
const highestPhaseV = 253;
const phases = 3;
/** A session's first current may flow so long before its id is told by an instant of its own, ms. Our own allowance. */
const leadMs = 600_000;
/** More than any car's battery of 2026 (205 kWh) and its losses: what may have been charged before the session's id was told here, kWh. */
const unheardKwh = 250;

const hourMs = 3_600_000;

const mostCurrentA = ({ ratedA }: Pick<Hardware, "ratedA">) => Math.max(usualMostA, beyondRated * ratedA);
const mostPowerW = (hardware: Pick<Hardware, "ratedA">) => phases * mostCurrentA(hardware) * highestPhaseV;
const mostKwh = (hardware: Pick<Hardware, "ratedA">, ms: number) => (mostPowerW(hardware) / 1000) * (ms / hourMs);

function mostSessionKwh(hardware: Hardware): number {
  const { sessionMs, heardBegin } = hardware;
  if (sessionMs === null) return Number.POSITIVE_INFINITY;
  return mostKwh(hardware, Math.max(0, sessionMs) + leadMs) + (heardBegin ? 0 : unheardKwh);
}

/** Below 0 a charger feeds in, or its meter's zero is a little off. */
const current: Bound = { least: -usualMostA, most: usualMostA, mostOf: mostCurrentA };
/** A limit or an allocation is of what can be offered; 0: nothing. */
const offer: Bound = { least: 0, most: largestOfferA };
/** A lost neutral brings the voltage between lines onto a phase at most: 400 V + 10 % (EN 50160). */
const voltage: Bound = { least: 0, most: 440 };

/**
 * What can be, by quantity. Beyond it a value is no measurement: a register that was never filled (0xFFFF), a lifetime meter in the place
 * of a session's, an overflow. Wide on purpose: what is only unusual, such as a car that draws more than it was allocated, must be seen.
 */
const bounds: Partial<Record<KnownKey, Bound>> = {
  current1A: current,
  current2A: current,
  current3A: current,
  voltage1V: voltage,
  voltage2V: voltage,
  voltage3V: voltage,
  /** Three phases at their highest current and voltage; on IT the three pairs come to the same. */
  powerW: { least: -mostPowerW({ ratedA: 0 }), most: mostPowerW({ ratedA: 0 }), mostOf: mostPowerW },
  /** It begins at 0 with each session and only grows, by the most power at most. */
  sessionEnergyKwh: { least: 0, most: mostKwh({ ratedA: 0 }, leadMs), mostOf: mostSessionKwh },
  allocatedCurrentA: offer,
  maxCurrentA: offer,
  minCurrentA: offer,
  offlineCurrentA: offer,
  /** An AC charger has one to three (IEC 62196-2). */
  maxPhases: { least: 1, most: phases },
  /** The board's sensor tells -40 to 125 °C (SHT30), those of power boards a little more. */
  temperatureC: { least: -50, most: 150 },
  /** Relative. */
  humidityPercent: { least: 0, most: 100 },
  /** Wi-Fi in dBm, whose receivers end at some -127, LTE in percent. */
  signalStrength: { least: -150, most: 100 },
};
const boundOf = new Map<ObservationKey, Bound>(Object.entries(bounds));

/** The keys that have bounds, beside `completedSession`. */
export const boundedKeys: readonly ObservationKey[] = [...boundOf.keys()];

/** Whether a value is within what any charger can tell, so that nothing else need be known; true where a key has no bounds. */
export function isUsual(key: ObservationKey, value: number): boolean {
  const bound = boundOf.get(key);
  return bound === undefined || (value >= bound.least && value <= bound.most);
}

/** Whether a value that is not usual can be for this charger. */
export function isPlausible(key: ObservationKey, value: number, hardware: Hardware): boolean {
  const bound = boundOf.get(key);
  return bound === undefined || (value >= bound.least && value <= Math.max(bound.most, bound.mostOf?.(hardware) ?? 0));
}

/**
 * Whether a completed session can have had its energy, by its own length. Its charger's clock may have been set meanwhile, so the
 * allowance is that of a session whose begin was not heard; without both times, only what is below 0 is refused (by its dialect).
 */
export function isPlausibleSession({ energyKwh, startedAt, endedAt }: CompletedSession, ratedA: number): boolean {
  if (energyKwh === null || startedAt === null || endedAt === null || endedAt < startedAt) return true;
  return isPlausible("sessionEnergyKwh", energyKwh, { ratedA, sessionMs: endedAt - startedAt, heardBegin: false });
}
