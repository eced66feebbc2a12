import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { PricesAnswer } from "../../../contract/prices";
import { Refusal } from "../../../contract/refusal";
import { compare, namesOf } from "../../../prices/differences";
import { holdsTheSame } from "../../../prices/in-month";
import { type PriceModel, priceModel } from "../../../prices/model";
import { gapsIn, modelFaults } from "../../../prices/model-faults";
import type { SavedPrices } from "../../../store/tables/price-store";
import { readBody } from "../../http/body";
import { forPeople, json } from "../route";
import { installationFor } from "../settings-routes";

const tagOf = (version: number) => `"${version}"`;
const tag = z
  .string()
  .regex(/^"\d{1,15}"$/)
  .transform((text) => Number(text.slice(1, -1)));

const mostBytes = 256 * 1024;

function answer({ version, model, changed }: SavedPrices): Response {
  const response = json({ model, changed, gaps: gapsIn(model) } satisfies PricesAnswer);
  response.headers.set("etag", tagOf(version));
  return response;
}

/** `GET /api/installations/{id}/prices`: what its energy costs. */
export const getPrices = forPeople<{ id: string }>(async ({ params, live, person }) => {
  installationFor(live, person, params.id, "seePrices");
  return answer(await live.prices.get(params.id));
});

/** `PUT /api/installations/{id}/prices`: in the place of the version that If-Match names. */
export const putPrices = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  installationFor(live, person, params.id, "changePrices");
  const given = request.headers.get("if-match");
  if (given === null) throw new Refusal("versionMissing", { detail: "If-Match: the ETag of what is changed." });
  const version = tag.safeParse(given);
  if (!version.success) throw new Refusal("badRequest", { detail: "If-Match: an ETag as it was told." });
  const model = await readBody(request, priceModel, mostBytes);
  demandPossible(model);
  const saved = await live.prices.put(
    params.id,
    version.data,
    { model, by: person.name, at: live.now() },
    (before, closed) => closed.filter((month) => !holdsTheSame(before, model, month, isDeepStrictEqual)),
  );
  if ("saved" in saved) return answer(await live.prices.get(params.id));
  if ("closed" in saved) throw new Refusal("monthClosed", { detail: saved.closed.join(", "), differs: saved.closed });
  const { instead } = saved;
  throw new Refusal("savedMeanwhile", {
    ...(instead.changed !== null && { by: instead.changed.by }),
    differs: namesOf(compare(model, instead.model, isDeepStrictEqual)),
  });
});

/** All that is asked of a model before it takes the place of another one. @throws Refusal */
function demandPossible(model: PriceModel): void {
  const [fault] = modelFaults(model);
  if (fault !== undefined) throw new Refusal("badRequest", { detail: wordsOf(fault) });
}

function wordsOf(fault: ReturnType<typeof modelFaults>[number]): string {
  return fault.code === "overlap"
    ? `periods: ${fault.first} and ${fault.second} overlap from ${fault.from} on`
    : `periods.${fault.period}.to: is before from`;
}
