import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import { installationScope, may } from "../../domain/access/permissions";
import { visibleCharger } from "../access/demand";
import { instantHint, instantParameter } from "../http/instant-parameter";
import { forPeople, json } from "./route";

const asked = z.strictObject({ at: instantParameter });

/** ms. @throws Refusal where it cannot be read, or has not been yet */
function momentIn(params: URLSearchParams, now: number): number {
  const read = asked.safeParse(Object.fromEntries(params));
  if (!read.success || read.data.at > now)
    throw new Refusal("badRequest", { detail: `at: ${instantHint}, not in the future.` });
  return read.data.at;
}

/** `GET /api/chargers/{deviceId}/moment?at=`: a charger as it was. */
export const getChargerMoment = forPeople<{ deviceId: string }>(async ({ request, params, live, person }) => {
  visibleCharger(live.fleetReader, person, params.deviceId);
  return json(await live.moments.charger(params.deviceId, momentIn(request.nextUrl.searchParams, live.now())));
});

/** `GET /api/installations/{id}/moment?at=`: an installation as it was. */
export const getInstallationMoment = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  if (!may(person, "seeInstallation", installationScope(params.id))) throw new Refusal("notFound");
  const isThere = live.topology().installations.some(({ id }) => id === params.id);
  if (!isThere) throw new Refusal("notFound");
  const found = await live.moments.installation(params.id, momentIn(request.nextUrl.searchParams, live.now()));
  if (found === null) throw new Refusal("notFound");
  return json(found);
});
