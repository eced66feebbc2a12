import { z } from "zod";
import type { Session } from "./types";

const instant = z.number().nullable();
const span = { from: z.number(), to: z.number() };

const moment = z.object({
  at: instant,
  by: z.enum(["charger", "us", "unknown"]),
  charger: instant,
  us: instant,
  within: z.object({ from: instant, to: instant }).nullable(),
});

const energy = z.object({
  wh: z.number().nullable(),
  source: z.enum(["meter", "charger", "counter", "power"]).nullable(),
  meterWh: z.number().nullable(),
  chargerWh: z.number().nullable(),
  counterWh: z.number().nullable(),
  powerWh: z.number().nullable(),
  isPowerWhole: z.boolean(),
});

const pause = z.object({
  ...span,
  why: z.enum(["person", "order", "loadManagement", "car", "unknown"]),
  by: z.object({ name: z.string(), commandId: z.string() }).nullable(),
});

const signed = z.object({
  verdict: z.enum(["valid", "valid, not for billing", "invalid", "unsigned", "no key", "cannot be checked"]),
  reasons: z.array(z.string()),
  keyId: z.string().nullable(),
  page: z.string().nullable(),
  startedAt: instant,
  endedAt: instant,
  energyWh: z.number().nullable(),
});

/** A session as it is kept, without its tag, and without its signed readings and their key, which are kept for another time. See `Session`. */
export const keptSession = z.object({
  id: z.string(),
  hasOwnId: z.boolean(),
  start: moment,
  end: moment,
  endedBy: z.enum(["record", "unplug", "nextSession"]).nullable(),
  isOpen: z.boolean(),
  firstCurrentAt: instant,
  lastCurrentAt: instant,
  energy,
  chargingMs: z.number(),
  waitingMs: z.number(),
  unknownMs: z.number(),
  highestPowerW: z.number().nullable(),
  terminals: z.array(z.number()).readonly().nullable(),
  pauses: z.array(pause).readonly(),
  failedStarts: z.array(z.number()).readonly(),
  firmware: z.string().nullable(),
  commandIds: z.array(z.string()).readonly(),
  signed: signed.nullable(),
  meterStartWh: z.number().nullable(),
  meterEndWh: z.number().nullable(),
  quarters: z
    .array(z.object({ at: z.number(), wh: z.number(), isEstimated: z.boolean() }))
    .readonly()
    .nullable(),
  flags: z.array(z.string()).readonly(),
});
export type KeptSession = z.infer<typeof keptSession>;

export function keptOf({ tag: _, signedReadings: __, signedBy: ___, ...rest }: Session): KeptSession {
  return rest;
}
