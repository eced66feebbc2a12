import { z } from "zod";
import { chargerIdFault } from "../../domain/charger-id-words";
import { leastCurrentA } from "../../domain/electrical/least-current";
import { slugPattern } from "../../domain/ids";
import { isPlainText, notPlain } from "../../domain/plain-text";
import {
  amperes,
  imbalanceShape,
  measuresShape,
  meterTopic,
  priorityShape,
  scheduleShape,
  switchShape,
  triple,
  words,
} from "../../domain/settings/settings-shape";
import { rotations, usualPriority } from "../../domain/topology";

const slug = z
  .string({ error: words("is not text") })
  .regex(slugPattern, "is not made of lower-case letters, digits and hyphens (at most 63)");
const name = z
  .string({ error: words("is not text (put it in quotes)") })
  .trim()
  .min(1, "is empty")
  .max(100, "is longer than 100 characters")
  .refine(isPlainText, notPlain);
const chargerId = z.string({ error: words("is not text") }).superRefine((text, context) => {
  const fault = chargerIdFault(text);
  if (fault !== null) context.addIssue(fault);
});
const fuse = amperes(leastCurrentA, 4_000);

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    // A RangeError is the platform's way to say that there is no such zone.
    return false;
  }
}

const charger = z.strictObject(
  {
    deviceId: chargerId,
    name,
    rotation: z.enum(rotations, `is none of ${rotations.join(", ")}`).optional(),
    maxCurrentA: amperes(leastCurrentA, 80).default(32),
    minCurrentA: amperes(leastCurrentA, 80).default(leastCurrentA),
    priority: priorityShape.default(usualPriority),
  },
  { error: words("is not a charger (a mapping with deviceId, name, ...)") },
);

const listOf = <T extends z.ZodType>(member: T, what: string) =>
  z.array(member, { error: words(`is not a list of ${what}`) });

const circuit = z.strictObject(
  { id: slug, name, fuseA: fuse, chargers: listOf(charger, "chargers").default([]) },
  { error: words("is not a circuit (a mapping with id, name, fuseA, chargers)") },
);

const authorisation = z.preprocess(
  (given) => {
    if (given === undefined || given === "any") return { kind: "any" };
    return typeof given === "object" && given !== null && !Array.isArray(given) ? { ...given, kind: "tags" } : given;
  },
  z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("any") }),
      z.strictObject({
        kind: z.literal("tags"),
        tags: listOf(
          z.string("is not text (put it in quotes)").regex(/^(nfc|ble)-\S+$/, "does not begin with nfc- or ble-"),
          "tags",
        ),
      }),
    ],
    "is neither any nor a mapping with tags",
  ),
);

const meter = z.strictObject(
  { topic: meterTopic.optional(), measures: measuresShape, safeA: triple },
  { error: words("is not a meter (a mapping with topic, measures, safeA)") },
);

const installation = z.strictObject(
  {
    id: slug,
    name,
    networkType: z.enum(["TN1", "TN3", "IT1", "IT3"], { error: words("is none of TN3, TN1, IT3, IT1") }),
    mainFuseA: fuse,
    availableA: triple.optional(),
    imbalanceLimitA: imbalanceShape.default(null),
    switchCurrentA: switchShape.default(15),
    timeZone: z.string({ error: words("is not text") }).refine(isTimeZone, "is not a time zone such as Europe/Oslo"),
    authorisation,
    schedule: scheduleShape.default([]),
    meter: meter.nullable().default(null),
    cloudPaced: z.boolean({ error: words("is neither true nor false") }).default(false),
    circuits: listOf(circuit, "circuits").default([]),
  },
  { error: words("is not an installation (a mapping with id, name, ...)") },
);

/** What stands in a topology file: installations with their circuits with their chargers, and chargers on no circuit yet. */
export const topologyShape = z.strictObject(
  {
    installations: listOf(installation, "installations"),
    chargers: listOf(charger, "chargers").default([]),
  },
  "is not a mapping with installations",
);

export type TopologyDocument = z.infer<typeof topologyShape>;
