import { z } from "zod";
import { type AvailableWindow, type MeterSettings, type Priority, priorities, type Weekday } from "../topology";

/** Words for a key that is not there; `wrong` for one that is there and wrong. */
export const words =
  (wrong: string) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined ? "is missing" : wrong;

/** A number of amperes between two bounds. */
export const amperes = (least: number, most: number) =>
  z
    .number({ error: words("is not a number of amperes") })
    .min(least, `is below ${least} A`)
    .max(most, `is above ${most} A`);

const available = amperes(0, 4_000);

/** Amperes on L1, L2, L3; one number stands for all three. */
export const triple = z.preprocess(
  (given) => (typeof given === "number" ? [given, given, given] : given),
  z.tuple([available, available, available], {
    error: words("is neither a number of amperes nor a list of three"),
  }),
);

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const weekday = z.custom<Weekday>(
  (given) => weekdays.some((day) => day === given),
  "is no day of the week from 1 (Monday) to 7 (Sunday)",
);

const clock = z
  .string({ error: words("is not a time of day such as 06:30 (put it in quotes)") })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day from 00:00 to 23:59");

const window: z.ZodType<AvailableWindow> = z.strictObject(
  {
    days: z
      .array(weekday, { error: words("is not a list of days from 1 (Monday) to 7 (Sunday)") })
      .min(1, "is empty")
      .refine((days) => new Set(days).size === days.length, "has a day twice"),
    from: clock,
    to: clock,
    availableA: triple,
  },
  { error: words("is not a window (a mapping with days, from, to, availableA)") },
);

/** Most windows that a week is divided into. */
const mostWindows = 50;

/** A weekly schedule; a window whose `to` is its `from` is a whole day. */
export const scheduleShape = z
  .array(window, { error: words("is not a list of windows") })
  .max(mostWindows, `has more than ${mostWindows} windows`);

/** Topics of our own are not a meter's; a topic to be published to has no wildcard. */
export const meterTopic = z
  .string({ error: words("is not text") })
  .min(1, "is empty")
  .max(200, "is longer than 200 characters")
  .regex(/^[^+#\p{Cc}]+$/u, "has a wildcard or a control character")
  .regex(
    /^(?!\$|devices\/|phaseboard\/|prices\/)/,
    "begins with $, devices/, phaseboard/ or prices/, which are not a meter's",
  );

export const measuresShape = z.enum(["building", "total"] satisfies MeterSettings["measures"][], {
  error: words("is neither building nor total"),
});

export const priorityShape = z.custom<Priority>(
  (given) => priorities.some((one) => one === given),
  "is none of 1 (low), 2, 3 (high)",
);

export const imbalanceShape = amperes(0, 4_000).nullable();
export const switchShape = amperes(0, 4_000);
