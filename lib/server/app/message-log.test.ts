import pino from "pino";
import { expect, it } from "vitest";
import type { ChargerMessage } from "../../domain/charger-message";
import { StoreUnavailable } from "../../store/database/unavailable";
import type { MessageStore } from "../../store/tables/message-store";
import { createMessageLog, type MessageLogSurroundings, mostBytes } from "./message-log";

const dayMs = 86_400_000;
const start = Date.UTC(2026, 10, 27, 12);

const message = (at: number, payload = "x"): ChargerMessage => ({
  deviceId: "ZAP000001",
  atUs: at * 1_000,
  direction: "fromCharger",
  topic: "devices/ZAP000001/messages/events/",
  payload: Buffer.from(payload),
  flags: 2,
});

function world(more: Partial<Pick<MessageLogSurroundings, "keepDays" | "mine">> = {}) {
  const lines: { level: number; msg: string; dropped?: number }[] = [];
  const did: string[] = [];
  const saved: ChargerMessage[] = [];
  const state = { now: start, here: true, readable: false, save: async () => true, dropBefore: async () => true };
  const messages: Pick<MessageStore, "save" | "prepare" | "dropBefore"> = {
    async save(batch) {
      const isSaved = await state.save();
      if (isSaved) saved.push(...batch);
      return isSaved;
    },
    async prepare(nowUs) {
      did.push(`prepare ${nowUs / 1_000 - start}`);
      return true;
    },
    async dropBefore(atUs) {
      did.push(`drop ${(atUs / 1_000 - start) / dayMs}`);
      return state.dropBefore();
    },
  };
  const page: MessageStore["page"] = async () => null;
  const log = createMessageLog({
    store: () => (state.here ? { messages: { ...messages, page } } : null),
    readable: () => (state.here || state.readable ? { messages: { ...messages, page } } : null),
    mine: () => true,
    now: () => state.now,
    keepDays: 7,
    log: pino({ level: "debug" }, { write: (line: string) => lines.push(JSON.parse(line)) }),
    ...more,
  });
  return { log, state, saved, did, lines };
}

it("keeps what waits for the database in order, within its bound, and counts and tells what finds no room", async () => {
  const { log, state, saved, lines } = world();
  state.here = false;
  const large = "x".repeat(1_000_000);
  for (let n = 0; n < 50; n++) log.take(message(start + n, large));
  await log.save();
  const { bytes, dropped } = log.figures();
  expect(bytes).toBeLessThanOrEqual(mostBytes);
  expect(bytes).toBeGreaterThan(mostBytes - 1_010_000);
  expect(dropped).toBe(50 - Math.floor(bytes / 1_000_000));
  await log.save();
  expect(lines.filter(({ level }) => level === 40)).toMatchObject([{ dropped }]);
  state.here = true;
  log.take(message(start + 50));
  await log.save();
  expect(log.figures()).toEqual({ bytes: 0, dropped });
  const kept = [...Array(50 - dropped).keys(), 50].map((n) => start + n);
  expect(saved.map(({ atUs }) => atUs / 1_000)).toEqual(kept);
});

it("leaves out a payload that nobody would read, and counts it", async () => {
  const { log, saved } = world();
  log.take(message(start, "x".repeat(2 ** 20 + 1)));
  log.take(message(start + 1, "x".repeat(2 ** 20)));
  await log.save();
  expect(saved.map(({ atUs }) => atUs / 1_000)).toEqual([start + 1]);
  expect(log.figures()).toEqual({ bytes: 0, dropped: 1 });
});

it("tries again what the database did not take, and gives up what it will never take", async () => {
  const { log, state, saved } = world();
  log.take(message(start));
  state.save = () => Promise.reject(new StoreUnavailable("away"));
  await log.save();
  state.save = async () => false;
  await log.save();
  expect(log.figures()).toMatchObject({ bytes: expect.toSatisfy((bytes) => bytes > 0), dropped: 0 });
  state.save = async () => true;
  await log.save();
  expect(saved).toHaveLength(1);
  log.take(message(start + 1));
  state.save = () => Promise.reject(new Error("a fault of the program"));
  await log.save();
  expect(log.figures()).toEqual({ bytes: 0, dropped: 1 });
});

it("writes nothing twice where it is asked to save while it saves", async () => {
  const { log, state, saved } = world();
  log.take(message(start));
  let go: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  state.save = () => gate.then(() => true);
  const both = Promise.all([log.save(), log.save()]);
  log.take(message(start + 1));
  go();
  await both;
  expect(saved.map(({ atUs }) => atUs / 1_000)).toEqual([start, start + 1]);
});

it("leaves out what is older than is kept, and takes an instant far ahead for a wrong clock's", async () => {
  const { log, saved } = world();
  for (const days of [-8, -6, 0, 0.9, 2]) log.take(message(start + days * dayMs));
  await log.save();
  expect(saved.map(({ atUs }) => (atUs / 1_000 - start) / dayMs)).toEqual([-6, 0, 0.9, 0]);
  expect(log.figures().dropped).toBe(0);
});

it("makes days ahead and drops those that are over each hour, sooner where it could not be done", async () => {
  const { log, state, did } = world();
  const saveAt = async (minutes: number) => {
    state.now = start + minutes * 60_000;
    await log.save();
    await new Promise((resolve) => setImmediate(resolve));
    return did.splice(0);
  };
  state.dropBefore = async () => false;
  expect(await saveAt(0)).toEqual(["drop -7", "prepare 0"]);
  state.dropBefore = () => Promise.reject(new StoreUnavailable("away"));
  expect(await saveAt(0.5)).toEqual([]);
  expect(await saveAt(1)).toHaveLength(2);
  state.dropBefore = async () => true;
  expect(await saveAt(2)).toHaveLength(2);
  expect(await saveAt(61)).toEqual([]);
  expect(await saveAt(62)).toHaveLength(2);
  // A full disk: nothing can be written, and days can be dropped.
  state.here = false;
  expect(await saveAt(123)).toEqual([]);
  state.readable = true;
  expect((await saveAt(123))[0]).toMatch(/^drop /);
});

it("leaves dropping to the instance that reads the session", async () => {
  const { log, did } = world({ mine: () => false });
  await log.save();
  expect(did).toEqual(["prepare 0"]);
});

it("keeps nothing, and drops all that was kept, where it is told so", async () => {
  const { log, saved, did } = world({ keepDays: 0 });
  log.take(message(start));
  expect(log.figures().bytes).toBe(0);
  await log.save();
  expect(saved).toEqual([]);
  expect(did).toHaveLength(1);
  expect(Number(did[0]?.split(" ")[1])).toBeGreaterThan(1_000);
});
