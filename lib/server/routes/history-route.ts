import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import { installationScope, may } from "../../domain/access/permissions";
import { type KnownKey, knownKeys, type ObservationKey } from "../../domain/charger/observation";
import { groupOf, type HistoryGroup, historyGroups } from "../../domain/history/kinds";
import type { Span } from "../../history/steps";
import { visibleCharger } from "../access/demand";
import { quartersOf } from "../history/installation-history";
import { longestMs, mostPoints, resolutionOf, usualPoints } from "../history/resolution";
import { instantHint, instantParameter } from "../http/instant-parameter";
import { forPeople, json } from "./route";

type Params = { deviceId: string };

const dayMs = 86_400_000;
const mostKinds = 60;
/** Kept apart from history: they tell of persons. */
const personal: ReadonlySet<ObservationKey> = new Set<KnownKey>(["tag", "completedSession"]);
const keysOfHistory: ReadonlySet<ObservationKey> = new Set(knownKeys.filter((key) => !personal.has(key)));
const numbered = /^#-?\d{1,7}$/;

const asked = z
  .object({
    from: instantParameter.optional(),
    to: instantParameter.optional(),
    points: z
      .string()
      .regex(/^\d{1,20}(e\d{1,2})?$/)
      .transform((text) => Math.min(Number(text), mostPoints))
      .pipe(z.number().min(1))
      .default(usualPoints),
    kinds: z
      .string()
      .default("measurements,operation")
      .transform((text) => text.split(","))
      .pipe(z.array(z.string()).max(mostKinds)),
  })
  .strict();

const detail = `from, to: ${instantHint}; from is before to. points: 1 or more. kinds: groups or keys, apart by commas.`;

/** The range that is asked for, ms, at most the longest; null: it ends before it begins. */
function rangeOf({ from, to }: { from?: number | undefined; to?: number | undefined }, now: number): Span | null {
  const end = to ?? now;
  const begin = Math.max(from ?? end - dayMs, end - longestMs);
  return begin < end ? { from: begin, to: end } : null;
}

const isGroup = (name: string): name is HistoryGroup => historyGroups.some((group) => group === name);

/** The keys of what is asked for. @throws Refusal where something of it is no kind of history */
function keysOf(kinds: readonly string[]): ObservationKey[] {
  const keys = kinds.flatMap((name): ObservationKey[] => {
    if (isGroup(name)) return [...keysOfHistory].filter((key) => groupOf(key) === name);
    if (keysOfHistory.has(name) || numbered.test(name)) return [name];
    throw new Refusal("badRequest", { detail });
  });
  return [...new Set(keys)];
}

/** `GET /api/chargers/{deviceId}/history`: what it told over time. What only its dialect names, and its log, is for support. */
export const getHistory = forPeople<Params>(async ({ request, params, live, person }) => {
  const scope = visibleCharger(live.fleetReader, person, params.deviceId);
  const read = asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail });
  const { points, kinds } = read.data;
  const range = rangeOf(read.data, live.now());
  if (range === null) throw new Refusal("badRequest", { detail });
  const keys = keysOf(kinds);
  const [events, commands] = [kinds.includes("events"), kinds.includes("commands")];
  const seesSent = may(person, "seeSent", scope);
  if (!seesSent && (events || keys.some((key) => numbered.test(key)))) throw new Refusal("notAllowed");
  const resolution = resolutionOf(range, points);
  return json(await live.chargerHistory({ deviceId: params.deviceId, resolution, keys, events, commands }));
});

const askedOfLines = asked.omit({ kinds: true });
const detailOfLines = `from, to: ${instantHint}; from is before to. points: 1 or more.`;

/** `GET /api/installations/{id}/history`: what its lines carried, by the quarter-hour. */
export const getInstallationHistory = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  const isThere = live.topology().installations.some(({ id }) => id === params.id);
  if (!isThere || !may(person, "seeInstallation", installationScope(params.id))) throw new Refusal("notFound");
  const read = askedOfLines.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail: detailOfLines });
  const range = rangeOf(read.data, live.now());
  if (range === null) throw new Refusal("badRequest", { detail: detailOfLines });
  return json(await live.installationHistory(params.id, quartersOf(range, read.data.points)));
});
