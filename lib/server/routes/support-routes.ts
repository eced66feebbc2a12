import { z } from "zod";
import type { AssignRequest, AvailableRequest, SearchAnswer, TopologyAnswer } from "../../contract/api";
import { Refusal } from "../../contract/refusal";
import { organisation } from "../../domain/access/permissions";
import { isChargerId } from "../../domain/charger-id";
import { leastCurrentA } from "../../domain/electrical/least-current";
import { slugPattern } from "../../domain/ids";
import { isPlainText, notPlain } from "../../domain/plain-text";
import { rotations } from "../../domain/topology";
import { isVersion } from "../../domain/version";
import { demand } from "../access/demand";
import { readBody } from "../http/body";
import { done, forPeople, json } from "./route";
import { search } from "./search";

const available = z.object({
  product: z.enum(["Pro", "Go", "Go 2", "Sense"]),
  // What cannot be compared would make every charger "not known".
  version: z.string().trim().max(64).refine(isPlainText, notPlain).refine(isVersion).nullable(),
}) satisfies z.ZodType<AvailableRequest>;

/** `PUT /api/firmware/available`: support enters the newest version of a product. */
export const putAvailable = forPeople(async ({ request, live, person }) => {
  demand(person, "enterAvailableVersion", organisation);
  const { product, version } = await readBody(request, available);
  await live.setAvailable(person, product, version);
  return done();
});

const current = z.number().min(0).max(1000);
const assign = z.object({
  deviceId: z.string().refine(isChargerId, "is no id of a charger"),
  circuitId: z.string().regex(slugPattern),
  name: z.string().trim().min(1).max(100).refine(isPlainText, notPlain).optional(),
  rotation: z.enum(rotations).optional(),
  maxCurrentA: current.optional(),
  minCurrentA: current.optional(),
});

// What a charger of this maker is limited to where nobody has entered anything.
const usual = { rotation: "RST", maxCurrentA: 32, minCurrentA: leastCurrentA } as const;

/** `POST /api/support/assign`: says where a charger hangs that speaks but is on no circuit yet. */
export const postAssign = forPeople(async ({ request, live, person }) => {
  demand(person, "assignCharger", organisation);
  const given: AssignRequest = await readBody(request, assign);
  if (live.fleetReader.installationOf(given.deviceId) === undefined) throw new Refusal("notFound");
  const known = live.topology().chargers.find((charger) => charger.deviceId === given.deviceId);
  const { deviceId, circuitId } = given;
  const charger = {
    deviceId,
    circuitId,
    name: given.name ?? known?.name ?? deviceId,
    rotation: given.rotation ?? known?.rotation ?? usual.rotation,
    maxCurrentA: given.maxCurrentA ?? known?.maxCurrentA ?? usual.maxCurrentA,
    minCurrentA: given.minCurrentA ?? known?.minCurrentA ?? usual.minCurrentA,
  };
  if (charger.minCurrentA > charger.maxCurrentA)
    throw new Refusal("badRequest", { detail: "minCurrentA: is above maxCurrentA" });
  if (!(await live.assign(charger))) throw new Refusal("badRequest", { detail: "circuitId: there is no such circuit" });
  return done();
});

/** `GET /api/topology`: where chargers can be assigned to. */
export const getTopology = forPeople(async ({ live, person }) => {
  demand(person, "seeTopology", organisation);
  const { installations, circuits } = live.topology();
  const named = installations.map(({ id, name }) => ({ id, name }));
  return json({ installations: named, circuits: [...circuits] } satisfies TopologyAnswer);
});

/** `GET /api/support/search?q=`: chargers that the person may see. */
export const getSearch = forPeople(async ({ request, live, person }) => {
  demand(person, "search", organisation);
  const asked = (request.nextUrl.searchParams.get("q") ?? "").trim();
  if (asked === "" || asked.length > 100) throw new Refusal("badRequest", { detail: "q: 1 to 100 characters" });
  return json(search(live, person, asked) satisfies SearchAnswer);
});
