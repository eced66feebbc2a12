import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PricesAnswer } from "../../../contract/prices";
import type { Problem } from "../../../contract/problem";
import type { PriceModel } from "../../../prices/model";
import { model } from "../../../prices/test-model";
import { startWorld, type TestWorld } from "../../app/test-live";

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const path = "/api/installations/north/prices";
const fixed = (perKwh: string, more: object = {}) => model([{ energy: { kind: "fixed", perKwh }, ...more }]);

async function read(): Promise<{ tag: string; answer: PricesAnswer }> {
  const response = await world.ask("owner-north", path);
  expect(response.status).toBe(200);
  return { tag: response.headers.get("etag") ?? "", answer: await response.json() };
}
const put = (tag: string | null, body: unknown) =>
  world.ask("owner-north", path, { method: "PUT", body, headers: tag === null ? {} : { "if-match": tag } });
async function refusal(tag: string | null, body: unknown): Promise<Problem> {
  const response = await put(tag, body);
  return { ...(await response.json()), status: response.status };
}

describe("what an installation's energy costs", () => {
  it("is nothing that is known, until it is entered", async () => {
    const { tag, answer } = await read();
    expect(tag).toBe('"0"');
    expect(answer).toEqual({ model: { periods: [], holidays: [] }, changed: null, gaps: [] });
  });

  it("is saved with who saved it and when, and tells of which days it says nothing", async () => {
    const given: PriceModel = model([{ to: "2026-01-31" }, { from: "2026-03-01" }], ["2026-05-17"]);
    const saved = await put('"0"', given);
    expect(saved.status).toBe(200);
    expect(saved.headers.get("etag")).toBe('"1"');
    const { answer } = await read();
    expect(answer).toMatchObject({
      model: given,
      changed: { by: "Name of owner-north" },
      gaps: [{ from: "2026-02-01", to: "2026-02-28" }],
    });
    expect(Math.abs((answer.changed?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it("is not written over what somebody saved in between: it is told who, and in what", async () => {
    const { tag } = await read();
    expect((await put(tag, fixed("1.5"))).status).toBe(200);
    const { answer: now } = await read();
    const told = await refusal(tag, fixed("1.6", { vatPercent: "0" }));
    expect(told).toMatchObject({
      status: 409,
      code: "savedMeanwhile",
      by: "Name of owner-north",
      differs: ["2026-01-01 vatPercent", "2026-01-01 energy"],
    });
    expect((await read()).answer).toEqual(now);
  });

  it("is saved by one of two who save at once", async () => {
    const { tag } = await read();
    const statuses = await Promise.all(["2", "3", "4"].map(async (price) => (await put(tag, fixed(price))).status));
    expect(statuses.sort()).toEqual([200, 409, 409]);
  });

  it.each([
    ["no version", null, fixed("1"), 428, "versionMissing"],
    ["a version in other words", "W/1", fixed("1"), 400, "badRequest"],
    ["periods that overlap", '"0"', model([{}, { from: "2026-07-01" }]), 400, "badRequest"],
    ["a price with a comma", '"0"', fixed("1,5"), 400, "badRequest"],
    ["what it does not know", '"0"', { ...fixed("1"), discount: "1" }, 400, "badRequest"],
  ])("is refused with %s", async (_, tag, body, status, code) => {
    expect(await refusal(tag, body)).toMatchObject({ status, code });
  });

  it("says which periods overlap, and from when on", async () => {
    const { detail } = await refusal('"0"', model([{}, { from: "2026-07-01" }]));
    expect(detail).toBe("periods: 0 and 1 overlap from 2026-07-01 on");
  });
});
