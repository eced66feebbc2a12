import { z } from "zod";
import type { PublishedAnswer, PublishedFileAnswer } from "../../../contract/prices";
import { Refusal } from "../../../contract/refusal";
import { quarterMs } from "../../../domain/time/quarters-of-day";
import { currencyForm } from "../../../prices/forms";
import { type PriceFileFault, readPriceFile } from "../../../prices/price-file";
import { holesIn, quartersIn, type Slot } from "../../../prices/slots";
import { inTurns } from "../../base/in-turns";
import { textOf } from "../../http/body";
import { earliestMs, instantHint, instantParameter, latestMs } from "../../http/instant-parameter";
import { mediaTypeOf } from "../../http/media-type";
import { forPeople, json } from "../route";
import { installationFor } from "../settings-routes";

const mostBytes = 8 * 1024 * 1024;
const mostHoles = 100;

const file = z.object({ unit: z.enum(["kWh", "MWh"]), currency: z.string().regex(currencyForm) });
const time = z.object({ from: instantParameter.default(earliestMs), to: instantParameter.default(latestMs) });

const refused = (faults: readonly PriceFileFault[]) =>
  new Refusal("badRequest", { detail: "The file cannot be taken, and nothing of it is kept: see faults.", faults });

/** @throws Refusal with `notUtf8`, where it is a text of another kind. */
async function fileOf(request: Request): Promise<string> {
  try {
    return await textOf(request, mostBytes);
  } catch (error) {
    if (error instanceof TypeError) throw refused([{ code: "notUtf8" }]);
    throw error;
  }
}

function taken(slots: readonly Slot[]): PublishedFileAnswer {
  const edge = (pick: (slot: Slot) => number, of: (a: number, b: number) => number) => slots.map(pick).reduce(of);
  return {
    quarters: quartersIn(slots),
    from: edge(
      ({ from }) => from,
      (a, b) => Math.min(a, b),
    ),
    to: edge(
      ({ to }) => to,
      (a, b) => Math.max(a, b),
    ),
    holes: holesIn(slots).slice(0, mostHoles),
  };
}

/** `POST /api/installations/{id}/prices/published?unit=&currency=`: a file of published prices, kept as a whole or not at all. */
export const postPublishedPrices = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  const { timeZone } = installationFor(live, person, params.id, "changePrices");
  if (mediaTypeOf(request.headers) !== "text/csv")
    throw new Refusal("unsupportedMediaType", { detail: "The body must be text/csv." });
  const asked = file.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!asked.success)
    throw new Refusal("badRequest", { detail: "unit: kWh or MWh; currency: three letters such as EUR." });
  const { slots, faults } = await inTurns(readPriceFile(await fileOf(request), { timeZone, ...asked.data }));
  if (faults.length > 0) throw refused(faults);
  await live.prices.publish(params.id, slots, live.now());
  return json(taken(slots));
});

/** `GET /api/installations/{id}/prices/published?from=&to=`: of which time published prices are known. */
export const getPublishedPrices = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  installationFor(live, person, params.id, "seePrices");
  const asked = time.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!asked.success || asked.data.from > asked.data.to)
    throw new Refusal("badRequest", { detail: `from, to: ${instantHint}.` });
  const quarter = Math.floor(live.now() / quarterMs) * quarterMs;
  const [known, spot] = await Promise.all([
    live.prices.published(params.id, asked.data.from, asked.data.to),
    live.prices.spot(params.id, quarter, quarter + quarterMs),
  ]);
  return json({ ...known, now: spot.get(quarter) ?? null } satisfies PublishedAnswer);
});
