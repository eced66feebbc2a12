import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedSession, SessionDetail, SessionList } from "../../contract/sessions";
import { connected } from "../../store/backup/test-content";
import { type HistoryWork, openHistoryWork } from "../app/history-work";
import { startWorld, type TestCharger, type TestWorld, until } from "../app/test-live";
import { loadEnv } from "../base/env";
import { createLog } from "../base/log";

const deviceId = "ZAP000001";
const guid = (n: number) => `6d1f0b4e-2d5c-4a7e-9f0a-${String(n).padStart(12, "0")}`;
const readings = 'OCMF|{"FV":"1.0","GS":"1","PG":"T1","RD":[]}|{"SD":"aa"}';
let world: TestWorld;
let charger: TestCharger;
let work: HistoryWork;

beforeAll(async () => {
  world = await startWorld();
  work = openHistoryWork(world.url, loadEnv({}), createLog("test"));
  charger = await world.charger(deviceId);
});
afterAll(async () => {
  await charger.end();
  await work.stop();
  await world.end();
});

async function list(query = "", who = "owner-north"): Promise<ListedSession[]> {
  const answer = await world.ask(who, `/api/sessions?${query}`);
  expect(answer.status).toBe(200);
  const { sessions }: SessionList = await answer.json();
  return sessions;
}
const named = async (id: string, who?: string) => (await list("", who)).find(({ sessionId }) => sessionId === id);
async function whole(id: string, who = "owner-north"): Promise<SessionDetail> {
  return (await world.ask(who, `/api/sessions/${(await named(id))?.id}`)).json();
}

describe("a session, from plug-in to unplug", () => {
  it("is there while it goes on", async () => {
    await charger.say({ 710: "1", 718: "0" });
    await charger.say({ 721: guid(1), 710: "2", 722: "nfc-1" });
    await charger.say({ 710: "3", 513: "7000", 553: "0" });
    await until(async () => (await named(guid(1)))?.tag === "nfc-1");
    expect(await named(guid(1))).toMatchObject({
      deviceId,
      installationId: "north",
      circuitId: "north-a",
      end: null,
      failedStarts: 0,
    });
  });

  it("is one, stopped and resumed, with a restart of the dashboard in its middle", async () => {
    const { id } = (await named(guid(1))) ?? {};
    await charger.say({ 718: "1", 710: "5", 513: "0" });
    await world.restart();
    await charger.say({ 718: "0", 710: "3", 513: "7000" });
    await charger.say({ 710: "5", 513: "0", 553: "1.5" });
    const [start, end] = [new Date(Date.now() - 2_000), new Date()].map((at) => at.toISOString());
    const record = { SessionId: guid(1), Energy: 1.5, AuthenticationCode: "nfc-1", ReliableClock: true };
    await charger.say({
      710: "1",
      721: "",
      723: JSON.stringify({ ...record, StartDateTime: start, EndDateTime: end, SignedSession: readings }),
    });
    await until(async () => (await named(guid(1)))?.end !== null);
    await until(async () => (await named(guid(1)))?.energyWh === 1_500);
    const session = await named(guid(1));
    expect(session).toMatchObject({ id, tag: "nfc-1", verdict: "no key", hasSigned: true });
    expect(await list()).toHaveLength(1);
    const { session: found } = await whole(guid(1));
    expect(found.quarters?.reduce((sum, { wh }) => sum + wh, 0)).toBe(1_500);
    expect(found).toMatchObject({ endedBy: "record", energy: { chargerWh: 1_500 }, signed: { verdict: "no key" } });
    expect(JSON.stringify(found)).not.toMatch(/nfc-1|OCMF/);
  });
});

describe("who sees it", () => {
  it("the owner also what was signed, as it was sent", async () => {
    const path = `/api/sessions/${(await named(guid(1)))?.id}/signed`;
    const record = await world.ask("owner-north", path);
    expect(record.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await record.text()).toBe(readings);
    const file = await world.ask("support", `${path}?form=transparency`);
    expect(file.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    expect(await file.text()).toContain(`<signedData format="OCMF" encoding="plain">${readings}</signedData>`);
    expect((await world.ask("owner-north", `${path}?form=pdf`)).status).toBe(400);
    for (const [who, status] of [
      ["manager-north", 403],
      ["owner-south", 404],
      [null, 401],
    ] as const)
      expect((await world.ask(who, path)).status).toBe(status);
  });

  it("a manager without names and verdicts", async () => {
    expect(await named(guid(1), "manager-north")).toMatchObject({
      energyWh: 1_500,
      tag: "nfc-1",
      verdict: null,
      hasSigned: false,
    });
    const { session } = await whole(guid(1), "manager-north");
    expect(session.signed).toBeNull();
    const pause = { from: 1, to: 2, why: "person", by: { name: "Ada", commandId: "c" } };
    await connected(world.url, (client) =>
      client.query("update sessions set session = jsonb_set(session, '{pauses}', $1)", [JSON.stringify([pause])]),
    );
    expect((await whole(guid(1), "manager-north")).session.pauses).toEqual([{ ...pause, by: null }]);
    expect((await whole(guid(1), "owner-north")).session.pauses).toEqual([pause]);
  });

  it("nobody of elsewhere, neither by its id nor as a cursor", async () => {
    const { id } = (await named(guid(1))) ?? {};
    expect(await list("", "owner-south")).toEqual([]);
    expect(await list(`charger=${deviceId}`, "owner-south")).toEqual([]);
    for (const path of [`/api/sessions/${id}`, `/api/sessions?cursor=${id}`])
      for (const who of ["owner-south", "manager-south"]) expect((await world.ask(who, path)).status).toBe(404);
    expect((await world.ask("owner-north", `/api/sessions?cursor=${id}`)).status).toBe(200);
    expect(await named(guid(1), "support")).toBeDefined();
  });
});

it("is asked for by time, charger, tag and problems, a page at a time", async () => {
  await charger.say({ 721: guid(2), 710: "2", 722: "nfc-2" });
  await charger.say({ 710: "1" });
  await until(async () => ((await named(guid(2)))?.end ?? null) !== null);
  const ids = async (query: string) => (await list(query)).map(({ sessionId }) => sessionId);
  expect(await ids("")).toEqual([guid(2), guid(1)]);
  expect(await ids("tag=nfc-1")).toEqual([guid(1)]);
  expect(await ids(`charger=ZAP000002`)).toEqual([]);
  expect(await ids(`charger=${deviceId}&installation=north`)).toEqual([guid(2), guid(1)]);
  expect(await ids("to=2026-01-01T00:00:00Z")).toEqual([]);
  const isProblem = ({ flags, failedStarts }: ListedSession) =>
    failedStarts > 0 || flags.some((flag) => flag !== "noMeter");
  expect((await list()).every(({ flags }) => flags.includes("noMeter"))).toBe(true);
  const flagged = (await list()).filter(isProblem);
  expect(await ids("problems=true")).toEqual(flagged.map(({ sessionId }) => sessionId));
  const first: SessionList = await (await world.ask("owner-north", "/api/sessions?limit=1")).json();
  expect(first.next).toBe(first.sessions[0]?.id);
  expect(await ids(`limit=1&cursor=${first.next}`)).toEqual([guid(1)]);
});
