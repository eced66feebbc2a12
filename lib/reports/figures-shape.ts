import * as z from "zod/mini";
import type { MonthFigures } from "./types";

const amounts = z.array(z.object({ currency: z.string(), net: z.string(), vat: z.string(), gross: z.string() }));
const sums = {
  sessions: z.number(),
  unknownEnergy: z.number(),
  wh: z.number(),
  estimatedWh: z.number(),
  unpricedWh: z.number(),
  energy: amounts,
  parts: amounts,
  total: amounts,
};
const meterAt = z.nullable(z.object({ wh: z.number(), at: z.number() }));
const known = z.nullable(z.number());

/** The figures of a month as JSON. @param who what tells who somebody is */
export const figuresShape = <W>(who: z.ZodMiniType<W>): z.ZodMiniType<MonthFigures<W>> =>
  z.object({
    people: z.array(z.object({ who: z.nullable(who), ...sums })),
    places: z.array(
      z.object({
        deviceId: z.string(),
        name: z.string(),
        circuit: z.nullable(z.string()),
        ...sums,
        sessionWh: z.number(),
        meterStart: meterAt,
        meterEnd: meterAt,
        meterWh: known,
        differenceWh: known,
        respondedPercent: known,
      }),
    ),
    parts: z.array(
      z.object({
        name: z.string(),
        sharedBy: z.enum(["kwh", "place", "equally"]),
        isProvisional: z.boolean(),
        days: z.number(),
        amount: z.object({ currency: z.string(), net: z.string(), vat: z.string(), gross: z.string() }),
      }),
    ),
    corrections: z.array(z.object({ month: z.string(), who: z.nullable(who), wh: z.number(), energy: amounts })),
    total: amounts,
    wh: z.number(),
    sessionWh: z.number(),
    sessions: z.number(),
    unknownEnergy: z.number(),
    estimatedWh: z.number(),
    unpriced: z.array(z.object({ why: z.enum(["noPeriod", "noSpot", "otherCurrency", "noTime"]), wh: z.number() })),
    isProvisional: z.boolean(),
    fromBefore: z.number(),
    goneOn: z.number(),
    endUnknown: z.number(),
    watchedMs: z.number(),
  });
