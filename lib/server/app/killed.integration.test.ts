import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChargerView } from "../../contract/view";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { type ForkedLive, openForkedLive } from "./test-forked-live";
import { until } from "./test-live";

const deviceId = twoInstallations.chargers[0]?.deviceId ?? "";
let live: ForkedLive;

beforeAll(async () => {
  live = await openForkedLive();
});
afterAll(() => live.end());

let lastAt = Date.now();

function say(values: Record<number, string>): Promise<unknown> {
  lastAt = Math.max(Date.now(), lastAt + 1);
  const ObservedAt = new Date(lastAt).toISOString();
  const Observations = Object.entries(values).map(([id, Value]) => ({
    ObservedAt,
    Value,
    ObservationId: Number(id),
    Type: 1,
  }));
  const payload = JSON.stringify({ Observations, Type: 6 });
  return live.charger.publishAsync(`devices/${deviceId}/messages/events/ri=default`, payload, { qos: 1 });
}

/** What does not depend on the connection to the broker. */
const lasting = ({ state, session, powerW, allocatedA }: ChargerView) => ({ state, session, powerW, allocatedA });

const first = "7f2c9a6e-0000-4000-8000-000000000001";
const second = "7f2c9a6e-0000-4000-8000-000000000002";
const life: [name: string, says: Record<number, string>, shows: (view: ChargerView) => boolean][] = [
  ["no car", { 120: "1", 710: "1" }, ({ state }) => state.word === "noCar"],
  ["a car", { 721: first, 710: "2" }, ({ session }) => session?.id === first],
  ["its tag", { 722: "nfc-01020304" }, ({ state }) => state.word === "waitingForCurrent"],
  ["it charges", { 710: "3", 718: "0", 513: "11000" }, ({ powerW }) => powerW?.value === 11_000],
  ["its energy", { 553: "0.1" }, ({ session }) => session?.energyKwh?.value === 0.1],
  ["it is paused", { 718: "1", 710: "5", 513: "0" }, ({ state }) => state.word === "paused"],
  ["it leaves", { 710: "1" }, ({ session }) => session === null],
  ["the next car", { 721: second, 710: "2" }, ({ session }) => session?.id === second],
];

/** The database is away at every other step, so that nothing of it can be stored before the kill. */
test("what was acknowledged is known after a kill at every step of a session's life, as it was shown", async () => {
  await live.start();
  for (const [index, [name, says, shows]] of life.entries()) {
    const isAway = index % 2 === 1;
    if (isAway) await live.postgres.kill();
    await say(says);
    let shown: ChargerView | null = null;
    await until(async () => {
      shown = (await live.ask(deviceId)).view;
      return shown !== null && shows(shown);
    });
    if (shown === null) throw new Error("nothing is shown");
    await live.kill();
    if (isAway) await live.postgres.start();
    await live.start();
    const { view } = await live.ask(deviceId);
    expect(view && lasting(view), name).toEqual(lasting(shown));
    expect(view?.old, name).toBe("restored");
  }
  const { view } = await live.ask(deviceId);
  expect(view).toMatchObject({
    state: { word: "waitingForAuthorisation" },
    session: { id: second, tag: null, energyKwh: null },
  });
}, 180_000);
