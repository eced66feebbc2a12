import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import { installationScope, may } from "../../domain/access/permissions";
import type { Person } from "../../domain/access/person";
import { addDays, dateAt, localDay, monthOf } from "../../domain/time/local-days";
import type { Installation } from "../../domain/topology";
import type { Live } from "../app/live-types";
import { instantHint, instantParameter } from "../http/instant-parameter";
import { energyParts } from "../usage/energy";
import { forPeople, json } from "./route";

type Params = { id: string };

/** The longest range that is summed up at once, ms. */
const longestMs = 370 * 86_400_000;

/** An installation that the person may see. @throws Refusal `notFound`: foreign or unknown, told the same way */
function visibleInstallation(live: Live, person: Person, id: string): Installation {
  const installation = live.topology().installations.find((one) => one.id === id);
  if (installation === undefined || !may(person, "seeInstallation", installationScope(id)))
    throw new Refusal("notFound");
  return installation;
}

const asked = z
  .object({
    from: instantParameter.optional(),
    to: instantParameter.optional(),
    by: z.enum(energyParts).default("day"),
    circuit: z.string().min(1).optional(),
  })
  .strict();
const detail =
  `from, to: ${instantHint}; from is before to, at most 370 days. by: day, month or hourOfWeek. ` +
  "circuit: the id of one of its circuits.";

/** `GET /api/installations/{id}/energy`: by days, months or hours of the week of its zone. */
export const getEnergy = forPeople<Params>(async ({ request, params, live, person }) => {
  const installation = visibleInstallation(live, person, params.id);
  const read = asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail });
  const { by, circuit = null } = read.data;
  const { timeZone } = installation;
  const today = dateAt(live.now(), timeZone);
  const to = read.data.to ?? localDay(addDays(today, 1), timeZone).from;
  const from = read.data.from ?? localDay(`${monthOf(dateAt(to - 1, timeZone))}-01`, timeZone).from;
  if (from >= to || to - from > longestMs) throw new Refusal("badRequest", { detail });
  const isCircuit = live.topology().circuits.some((one) => one.id === circuit && one.installationId === params.id);
  if (circuit !== null && !isCircuit) throw new Refusal("notFound");
  return json(await live.usage.energy(installation, circuit, { from, to }, by));
});

/** `GET /api/installations/{id}/energy/now`: today, this month, and the same days of the month before. */
export const getEnergyNow = forPeople<Params>(async ({ params, live, person }) =>
  json(await live.usage.energyNow(visibleInstallation(live, person, params.id))),
);

const earliestMonth = "1970-02";
const latestMonth = "2199-11";
const askedMonth = z
  .object({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .refine((month) => month >= earliestMonth && month <= latestMonth)
      .optional(),
  })
  .strict();

/** `GET /api/installations/{id}/availability`: how far its chargers could be heard in a month of its zone, and how starts went. */
export const getAvailability = forPeople<Params>(async ({ request, params, live, person }) => {
  const installation = visibleInstallation(live, person, params.id);
  const read = askedMonth.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail: "month: as 2026-11." });
  const month = read.data.month ?? monthOf(dateAt(live.now(), installation.timeZone));
  return json(await live.usage.availability(installation, month));
});
