import * as z from "zod/mini";
import type {
  CommandList,
  InstallationSettingsAnswer,
  PreviewAnswer,
  SearchAnswer,
  TopologyAnswer,
  WallLinkList,
  WallLinkMade,
  WallLinkView,
} from "../../contract/api";
import type { ChargerHistory, HistorySeries, InstallationHistory } from "../../contract/history";
import type { ChargerMomentAnswer, InstallationMoment } from "../../contract/moment";
import type { PricesAnswer, PublishedAnswer, PublishedFileAnswer } from "../../contract/prices";
import type { ReportAnswer } from "../../contract/report";
import type { ListedSession, SessionList, SessionTotal } from "../../contract/sessions";
import type { EraseAnswer, TagNamesAnswer } from "../../contract/tag-names";
import type { EnergyNow, InstallationAvailability, InstallationEnergy } from "../../contract/usage";
import { commandKinds } from "../../domain/command/command";
import { commandStep } from "../../domain/command/command-evidence";
import { historyGroups } from "../../domain/history/kinds";
import type { PriceFileFault } from "../../prices/price-file";
import { figuresShape } from "../../reports/figures-shape";

const place = z.object({ id: z.string(), name: z.string() });
const presenceWord = z.enum(["online", "silent", "offline", "unknown"]);

/** What `GET /api/support/search` answers. */
export const searchAnswer: z.ZodMiniType<SearchAnswer> = z.object({
  hits: z.array(
    z.object({
      deviceId: z.string(),
      name: z.string(),
      installation: z.nullable(place),
      circuit: z.nullable(place),
      presence: presenceWord,
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

const listedCommand = z.object({
  id: z.string(),
  deviceId: z.string(),
  kind: z.enum(commandKinds),
  by: z.object({ personId: z.string(), name: z.string() }),
  course: z.array(commandStep),
  waiting: z.nullable(z.enum(["carLeaves", "running", "current"])),
  deadlineAt: known,
});

/** What `GET /api/chargers/{id}/commands` answers. */
export const commandList: z.ZodMiniType<CommandList> = z.object({
  commands: z.array(listedCommand),
  next: z.nullable(z.string()),
});

/** There are tens of thousands of them: looked through by hand, at a tenth of what a shape for each would cost a phone. */
const isBuckets = (value: unknown): value is HistorySeries["buckets"] =>
  Array.isArray(value) &&
  value.every((one) => Array.isArray(one) && one.length === 4 && one.every((each) => Number.isFinite(each)));
const stretch = z.tuple([z.number(), z.number()]);
const stretches = z.array(stretch);
const told = z.union([z.boolean(), z.string(), z.array(z.string())]);

/** What `GET /api/chargers/{id}/history` answers. */
export const chargerHistory: z.ZodMiniType<ChargerHistory> = z.object({
  deviceId: z.string(),
  from: z.number(),
  to: z.number(),
  until: z.number(),
  bucketMs: z.number().check(z.positive()),
  series: z.array(
    z.object({
      key: z.string(),
      group: z.enum(historyGroups),
      unit: z.nullable(z.string()),
      buckets: z.custom<HistorySeries["buckets"]>(isBuckets),
      gaps: stretches,
    }),
  ),
  unknown: z.array(z.string()),
  states: z.nullable(
    z.array(
      z.object({
        key: z.string(),
        group: z.enum(historyGroups),
        spans: z.array(z.tuple([z.number(), z.number(), told])),
        more: z.boolean(),
      }),
    ),
  ),
  online: z.nullable(stretches),
  presence: z.nullable(z.array(z.tuple([z.number(), z.number(), presenceWord]))),
  events: z.nullable(z.array(z.object({ at: z.number(), level: z.string(), message: z.string() }))),
  commands: z.nullable(z.array(listedCommand)),
  sample: stretches,
  unreadable: stretches,
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
  chargerName: text,
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

/** What `POST /api/installations/{id}/names/erase` answers. */
export const erased: z.ZodMiniType<EraseAnswer> = z.object({ sessions: z.number() });

/** What `GET /api/installations/{id}/history` answers. */
export const installationHistory: z.ZodMiniType<InstallationHistory> = z.object({
  installationId: z.string(),
  from: z.number(),
  to: z.number(),
  bucketMs: z.number(),
  buckets: z.array(z.object({ at: z.number(), mean: triple, max: triple, whole: z.number() })),
  gaps: stretches,
});

const reading = z.nullable(z.object({ value: z.number(), at: z.number(), old: z.boolean() }));
const readings = z.tuple([reading, reading, reading]);
const chargerThen = z.object({
  deviceId: z.string(),
  name: z.string(),
  circuitId: text,
  presence: z.object({ word: presenceWord, since: known }),
  state: z.nullable(
    z.object({
      value: z.enum(["charging", "waiting", "paused", "finished", "noCar", "unknown"]),
      at: z.number(),
      old: z.boolean(),
    }),
  ),
  powerW: reading,
  lines: readings,
  voltages: readings,
  allocatedA: reading,
  limitA: reading,
  sessionKwh: reading,
  isSample: z.boolean(),
});
/** What `GET /api/chargers/{deviceId}/moment` answers. */
export const chargerMoment: z.ZodMiniType<ChargerMomentAnswer> = z.object({
  at: z.number(),
  isWatched: z.boolean(),
  charger: chargerThen,
});

const momentSum = z.object({ value: known, atLeast: z.boolean() });
const momentSums = z.tuple([momentSum, momentSum, momentSum]);
/** What `GET /api/installations/{id}/moment` answers. */
export const installationMoment: z.ZodMiniType<InstallationMoment> = z.object({
  installationId: z.string(),
  at: z.number(),
  isWatched: z.boolean(),
  powerW: momentSum,
  lines: momentSums,
  circuits: z.array(z.object({ id: z.string(), name: z.string(), fuseA: z.number(), lines: momentSums })),
  chargers: z.array(chargerThen),
});

const energySum = { wh: known, estimatedWh: z.number(), unknownHours: z.number() };
const ofEnergy = {
  installationId: z.string(),
  circuitId: z.nullable(z.string()),
  timeZone: z.string(),
  chargers: z.number(),
  until: z.number(),
};
const localDay = { date: z.string(), from: z.number(), to: z.number() };
/** What `GET /api/installations/{id}/energy` answers. */
export const installationEnergy: z.ZodMiniType<InstallationEnergy> = z.object({
  ...ofEnergy,
  from: z.number(),
  to: z.number(),
  total: z.object(energySum),
  days: z.nullable(z.array(z.object({ ...localDay, ...energySum }))),
  months: z.nullable(z.array(z.object({ month: z.string(), ...energySum }))),
  hours: z.nullable(z.array(z.object({ weekday: z.number(), hour: z.number(), times: z.number(), ...energySum }))),
});

const dates = { firstDate: z.string(), lastDate: z.string() };
/** What `GET /api/installations/{id}/energy/now` answers. */
export const energyNow: z.ZodMiniType<EnergyNow> = z.object({
  ...ofEnergy,
  today: z.object({ ...localDay, ...energySum }),
  month: z.object({ ...dates, ...energySum }),
  before: z.nullable(z.object({ ...dates, ...energySum })),
});

/** What `GET /api/installations/{id}/availability` answers. */
export const installationAvailability: z.ZodMiniType<InstallationAvailability> = z.object({
  installationId: z.string(),
  month: z.string(),
  timeZone: z.string(),
  from: z.number(),
  to: z.number(),
  until: z.number(),
  watchedMs: z.number(),
  chargers: z.array(
    z.object({
      deviceId: z.string(),
      name: z.string(),
      percent: known,
      watchedMs: z.number(),
      respondingMs: z.number(),
      outages: z.number(),
      longest: z.array(
        z.object({
          from: z.number(),
          to: known,
          isFromBefore: z.boolean(),
          cause: z.enum(["offline", "silent"]),
          watchedMs: z.number(),
        }),
      ),
      sessions: z.number(),
      failedStarts: z.number(),
      tried: z.number(),
      succeeded: z.number(),
      successPercent: known,
    }),
  ),
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

/** What `GET /api/installations/{id}/reports/{month}` answers. */
export const reportAnswer: z.ZodMiniType<ReportAnswer> = z.object({
  installationId: z.string(),
  name: z.string(),
  timeZone: z.string(),
  month: z.string(),
  from: z.number(),
  to: z.number(),
  fromOffset: z.string(),
  toOffset: z.string(),
  until: z.number(),
  state: z.enum(["future", "goesOn", "open", "closed"]),
  closed: z.nullable(z.object({ by: z.string(), at: z.number() })),
  nextToClose: text,
  mail: z.object({ sent: z.number(), waiting: z.number(), fault: text }),
  madeAt: z.number(),
  version: z.string(),
  figures: figuresShape(z.object({ tag: text, name: text, group: text })),
  prices: z.object({
    periods: z.array(period),
    holidays: z.array(z.string()),
    gaps: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
});

const holes = z.array(z.object({ from: z.number(), to: z.number() }));
/** What `GET /api/installations/{id}/prices/published` answers. */
export const published: z.ZodMiniType<PublishedAnswer> = z.object({
  first: known,
  last: known,
  count: z.number(),
  currencies: z.array(z.string()),
  holes,
  now: z.nullable(z.object({ perKwh: z.string(), currency: z.string() })),
});

/** What `POST /api/installations/{id}/prices/published` answers. */
export const publishedFile: z.ZodMiniType<PublishedFileAnswer> = z.object({
  quarters: z.number(),
  from: z.number(),
  to: z.number(),
  holes,
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
