import { z } from "zod";
import {
  type AvailableOverride,
  type AvailableWindow,
  type MeterSettings,
  type Priority,
  priorities,
  type Weekday,
} from "../../domain/topology";

// Read from columns that only this program writes; the file and the API have stricter shapes, with words for people.
const triple = z.tuple([z.number(), z.number(), z.number()]);

const weekday: z.ZodType<Weekday> = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

export const scheduleRow: z.ZodType<AvailableWindow[]> = z.array(
  z.object({ days: z.array(weekday), from: z.string(), to: z.string(), availableA: triple }),
);

export const overrideRow: z.ZodType<AvailableOverride> = z.object({ availableA: triple, until: z.number() });

export const meterRow: z.ZodType<MeterSettings> = z.object({
  topic: z.string(),
  measures: z.enum(["building", "total"]),
  safeA: triple,
});

export const priorityRow: z.ZodType<Priority> = z.literal(priorities);
