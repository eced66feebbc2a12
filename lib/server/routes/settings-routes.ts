import { z } from "zod";
import type {
  ChargerSettingsRequest,
  InstallationSettingsAnswer,
  InstallationSettingsRequest,
  PreviewAnswer,
} from "../../contract/api";
import { Refusal } from "../../contract/refusal";
import { installationScope } from "../../domain/access/permissions";
import type { Person } from "../../domain/access/person";
import { leastCurrentA } from "../../domain/electrical/least-current";
import type { InstallationId } from "../../domain/ids";
import { leastImbalanceA, longestOverrideMs, switchRangeA } from "../../domain/settings/settings-limits";
import { amperes, priorityShape, scheduleShape, triple } from "../../domain/settings/settings-shape";
import type { Installation } from "../../domain/topology";
import type { InstallationSettings } from "../../store/tables/settings-store";
import { accessTo } from "../../stream/broadcast/audience";
import { demand, visibleCharger } from "../access/demand";
import type { Live } from "../app/live-types";
import { readBody } from "../http/body";
import { done, forPeople, json } from "./route";

const installationBody = z.strictObject({
  availableNow: z.strictObject({ availableA: triple, until: z.int("is not an instant in ms") }).nullish(),
  schedule: scheduleShape.optional(),
  switchCurrentA: amperes(switchRangeA.least, switchRangeA.most).optional(),
  imbalanceLimitA: amperes(leastImbalanceA, 4_000).nullish(),
}) satisfies z.ZodType<InstallationSettingsRequest>;

// Below it a charger does not charge while it is cut off; 0 says so plainly.
const offlineCurrent = amperes(0, 80).refine(
  (given) => given === 0 || given >= leastCurrentA,
  `is neither 0 nor at least ${leastCurrentA} A`,
);
const chargerBody = z.strictObject({
  priority: priorityShape.optional(),
  offlineCurrentA: offlineCurrent.optional(),
}) satisfies z.ZodType<ChargerSettingsRequest>;

/** The installation, if the person sees it (else `notFound`) and may do the deed to it (else `notAllowed`). */
export function installationFor(
  live: Live,
  person: Person,
  id: InstallationId,
  deed:
    | "changeInstallationSettings"
    | "manageWallLinks"
    | "seePrices"
    | "changePrices"
    | "seeTagNames"
    | "changeTagNames"
    | "seeReports"
    | "closeMonth"
    | "erasePerson",
): Installation {
  const installation = live.topology().installations.find((one) => one.id === id);
  if (!installation || accessTo(live.fleetReader, person, { kind: "installation", id }) !== "granted")
    throw new Refusal("notFound");
  demand(person, deed, installationScope(id));
  return installation;
}

function underFuse(where: string, amps: readonly number[], { mainFuseA }: Installation): void {
  if (amps.some((currentA) => currentA > mainFuseA))
    throw new Refusal("badRequest", { detail: `${where}: is above the main fuse (${mainFuseA} A)` });
}

/** `GET /api/installations/{id}/settings`: who set what holds now. */
export const getInstallationSettings = forPeople<{ id: string }>(async ({ params, live, person }) => {
  const { override } = installationFor(live, person, params.id, "changeInstallationSettings");
  const holds = override !== null && live.now() < override.until;
  const overrideBy = holds ? await live.overrideBy(params.id) : null;
  return json({ overrideBy } satisfies InstallationSettingsAnswer);
});

/** What is asked for, if it is possible here. @throws Refusal */
async function settingsIn(request: Request, installation: Installation, now: number): Promise<InstallationSettings> {
  const { availableNow, schedule, switchCurrentA, imbalanceLimitA } = await readBody(request, installationBody);
  if (availableNow) {
    underFuse("availableNow.availableA", availableNow.availableA, installation);
    const aheadMs = availableNow.until - now;
    if (aheadMs <= 0) throw new Refusal("badRequest", { detail: "availableNow.until: has passed" });
    if (aheadMs > longestOverrideMs)
      throw new Refusal("badRequest", { detail: "availableNow.until: is more than 31 days ahead" });
  }
  if (imbalanceLimitA != null) underFuse("imbalanceLimitA", [imbalanceLimitA], installation);
  for (const [at, window] of (schedule ?? []).entries())
    underFuse(`schedule.${at}.availableA`, window.availableA, installation);
  return {
    ...(availableNow !== undefined && { override: availableNow }),
    ...(schedule !== undefined && { schedule }),
    ...(switchCurrentA !== undefined && { switchCurrentA }),
    ...(imbalanceLimitA !== undefined && { imbalanceLimitA }),
  };
}

/** `PATCH /api/installations/{id}/settings`: what is left out stays. */
export const patchInstallationSettings = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  const installation = installationFor(live, person, params.id, "changeInstallationSettings");
  await live.setInstallation(person, params.id, await settingsIn(request, installation, live.now()));
  return done();
});

/** `POST /api/installations/{id}/preview`: what such a change would do; it changes nothing. */
export const postPreview = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  const installation = installationFor(live, person, params.id, "changeInstallationSettings");
  const preview = live.preview(params.id, await settingsIn(request, installation, live.now()));
  if (preview === null) throw new Refusal("notFound");
  return json(preview satisfies PreviewAnswer);
});

/** `PATCH /api/chargers/{deviceId}/settings`: what is left out stays. */
export const patchChargerSettings = forPeople<{ deviceId: string }>(async ({ request, params, live, person }) => {
  demand(person, "changeChargerSettings", visibleCharger(live.fleetReader, person, params.deviceId));
  const { priority, offlineCurrentA } = await readBody(request, chargerBody);
  await live.setCharger(person, params.deviceId, {
    ...(priority !== undefined && { priority }),
    ...(offlineCurrentA !== undefined && { offlineCurrentA }),
  });
  return done();
});
