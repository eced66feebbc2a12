import * as z from "zod/mini";
import type {
  CommandList,
  HistoryAnswer,
  InstallationSettingsAnswer,
  PreviewAnswer,
  SearchAnswer,
  TopologyAnswer,
  WallLinkList,
  WallLinkMade,
  WallLinkView,
} from "../../contract/api";
import type { PricesAnswer, PublishedAnswer, PublishedFileAnswer } from "../../contract/prices";
import type { ListedSession, SessionList, SessionTotal } from "../../contract/sessions";
import type { TagNamesAnswer } from "../../contract/tag-names";
import { commandKinds } from "../../domain/command/command";
import { commandStep } from "../../domain/command/command-evidence";
import type { PriceFileFault } from "../../prices/price-file";

const place = z.object({ id: z.string(), name: z.string() });

/** What `GET /api/support/search` answers. */
export const searchAnswer: z.ZodMiniType<SearchAnswer> = z.object({
  hits: z.array(
    z.object({
      deviceId: z.string(),
      name: z.string(),
      installation: z.nullable(place),
      circuit: z.nullable(place),
      presence: z.enum(["online", "silent", "offline", "unknown"]),
      state: z.enum([
        "charging",
        "waitingForCurrent",
        "waitingForAuthorisation",
        "paused",
        "finished",
        "noCar",
        "unknown",
      ]),
      old: z.boolean(),
    }),
  ),
  more: z.boolean(),
});

/** What `GET /api/topology` answers. */
export const topologyAnswer: z.ZodMiniType<TopologyAnswer> = z.object({
  installations: z.array(place),
  circuits: z.array(z.object({ id: z.string(), installationId: z.string(), name: z.string(), fuseA: z.number() })),
});

const known = z.nullable(z.number());

/** What `GET /api/chargers/{id}/last-hour` answers. */
export const historyAnswer: z.ZodMiniType<HistoryAnswer> = z.object({
  at: z.number(),
  points: z.array(z.tuple([z.number(), known, known, known, known])),
});

/** What `GET /api/chargers/{id}/commands` answers. */
export const commandList: z.ZodMiniType<CommandList> = z.object({
  commands: z.array(
    z.object({
      id: z.string(),
      deviceId: z.string(),
      kind: z.enum(commandKinds),
      by: z.object({ personId: z.string(), name: z.string() }),
      course: z.array(commandStep),
      waiting: z.nullable(z.enum(["carLeaves", "running", "current"])),
      deadlineAt: known,
    }),
  ),
  next: z.nullable(z.string()),
});

/** What `GET /api/installations/{id}/settings` answers. */
export const settingsAnswer: z.ZodMiniType<InstallationSettingsAnswer> = z.object({
  overrideBy: z.nullable(z.object({ name: z.string(), at: z.number() })),
});

const triple = z.tuple([z.number(), z.number(), z.number()]);
const effect = z.object({ charging: z.number(), keep: z.number(), waiting: z.number(), couldStart: z.number() });
/** What `POST /api/installations/{id}/preview` answers. */
export const previewAnswer: z.ZodMiniType<PreviewAnswer> = z.object({
  after: z.object({
    availableA: triple,
    source: z.enum(["fixed", "schedule", "override", "meter", "meterLost"]),
    until: z.nullable(z.number()),
    nextChangeAt: z.nullable(z.number()),
  }),
  beforeA: triple,
  effect,
  tooMuchOn: z.array(z.enum(["L1", "L2", "L3"])),
  unheard: z.number(),
  reservedA: z.nullable(triple),
  later: z.nullable(z.object({ at: z.number(), fromA: triple, toA: triple, effect })),
  heldUntil: z.nullable(z.number()),
  override: z.nullable(z.object({ availableA: triple, until: z.number() })),
  metered: z.boolean(),
});

const wallLink: z.ZodMiniType<WallLinkView> = z.object({
  id: z.string(),
  label: z.string(),
  createdBy: z.string(),
  createdAt: z.number(),
});
/** What `GET /api/installations/{id}/wall-links` answers. */
export const wallLinkList: z.ZodMiniType<WallLinkList> = z.object({ links: z.array(wallLink) });

/** What `POST /api/installations/{id}/wall-links` answers. */
export const wallLinkMade: z.ZodMiniType<Omit<WallLinkMade, "key">> = z.object({ id: z.string(), path: z.string() });

const bounds = z.object({ from: known, to: known });
const text = z.nullable(z.string());
const sessionParts = {
  id: z.string(),
  deviceId: z.string(),
  sessionId: z.string(),
  installationId: text,
  circuitId: text,
  start: bounds,
  end: z.nullable(bounds),
  energyWh: known,
  meterStartWh: known,
  meterEndWh: known,
  chargingMs: z.number(),
  tag: text,
  name: text,
  group: text,
  cost: z.nullable(
    z.object({
      amounts: z.array(z.object({ currency: z.string(), net: z.string(), vat: z.string(), gross: z.string() })),
      isEstimated: z.boolean(),
      isProvisional: z.boolean(),
      unpricedWh: z.number(),
    }),
  ),
  verdict: text,
  hasSigned: z.boolean(),
  flags: z.array(z.string()),
  failedStarts: z.number(),
};
const listedSession: z.ZodMiniType<ListedSession> = z.object(sessionParts);

/** What `GET /api/sessions` answers. */
export const sessionList: z.ZodMiniType<SessionList> = z.object({ sessions: z.array(listedSession), next: text });

/** What `GET /api/sessions/total` answers. */
export const sessionTotal: z.ZodMiniType<SessionTotal> = z.object({
  sessions: z.number(),
  empty: z.number(),
  open: z.number(),
  energyWh: z.number(),
  unknownEnergy: z.number(),
  failedStarts: z.number(),
});

/** What `GET /api/installations/{id}/names` answers. */
export const tagNames: z.ZodMiniType<TagNamesAnswer> = z.object({
  names: z.array(z.object({ tag: z.string(), name: z.string(), group: text })),
  nameless: z.array(z.object({ tag: z.string(), sessions: z.number(), lastAt: z.number() })),
});

const band = z.object({
  perKwh: z.string(),
  season: z.nullable(z.object({ from: z.string(), to: z.string() })),
  days: z.array(z.enum(["weekday", "saturday", "sunday", "holiday"])),
  from: z.string(),
  to: z.string(),
});
const period = z.object({
  from: z.string(),
  to: text,
  currency: z.string(),
  vatPercent: z.string(),
  withVat: z.boolean(),
  energy: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("fixed"), perKwh: z.string() }),
    z.object({ kind: z.literal("timeOfDay"), perKwh: z.string(), bands: z.array(band) }),
    z.object({ kind: z.literal("spot"), factor: z.string(), plusPerKwh: z.string() }),
  ]),
  monthly: z.array(
    z.object({
      name: z.string(),
      amount: z.string(),
      sharedBy: z.enum(["kwh", "place", "equally"]),
      isProvisional: z.boolean(),
    }),
  ),
  isProvisional: z.boolean(),
});
/** What `GET` and `PUT /api/installations/{id}/prices` answer. */
export const prices: z.ZodMiniType<PricesAnswer> = z.object({
  model: z.object({ periods: z.array(period), holidays: z.array(z.string()) }),
  changed: z.nullable(z.object({ by: z.string(), at: z.number() })),
  gaps: z.array(z.object({ from: z.string(), to: text })),
});

const stretches = z.array(z.object({ from: z.number(), to: z.number() }));
/** What `GET /api/installations/{id}/prices/published` answers. */
export const published: z.ZodMiniType<PublishedAnswer> = z.object({
  first: known,
  last: known,
  count: z.number(),
  currencies: z.array(z.string()),
  holes: stretches,
  now: z.nullable(z.object({ perKwh: z.string(), currency: z.string() })),
});

/** What `POST /api/installations/{id}/prices/published` answers. */
export const publishedFile: z.ZodMiniType<PublishedFileAnswer> = z.object({
  quarters: z.number(),
  from: z.number(),
  to: z.number(),
  holes: stretches,
});

/** Why it refuses a file. */
export const faultyFile: z.ZodMiniType<{ faults: PriceFileFault[] }> = z.object({
  faults: z.array(
    z.discriminatedUnion("code", [
      z.object({ code: z.enum(["empty", "notUtf8"]) }),
      z.object({ code: z.enum(["tooManyLines", "tooManyQuarters"]), most: z.number() }),
      z.object({ code: z.literal("unknownForm"), line: z.number() }),
      z.object({ code: z.literal("columns"), line: z.number(), wanted: z.number(), given: z.number() }),
      z.object({
        code: z.enum(["instant", "price", "currency", "endBeforeStart", "tooLongSlot", "notAQuarter"]),
        line: z.number(),
        given: z.string(),
      }),
      z.object({ code: z.literal("count"), given: z.number(), wanted: z.tuple([z.number(), z.number()]) }),
      z.object({ code: z.literal("overlap"), first: z.number(), second: z.number() }),
    ]),
  ),
});
