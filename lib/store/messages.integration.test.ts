import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChargerMessage } from "../domain/charger-message";
import { StoreUnavailable } from "./database/unavailable";
import { openStore, type Store } from "./store";
import type { MessageQuery } from "./tables/message-store";
import { servers, silentLog, startSystemPostgres } from "./test-postgres";

const secret = Buffer.alloc(32, 1);
const deviceId = "ZPR000001";
const dayUs = 86_400_000_000;
/** 2026-11-27T12:00:00.000001Z */
const noonUs = 1_795_780_800_000_001;
const everything: MessageQuery = {
  fromUs: 0,
  toUs: Number.MAX_SAFE_INTEGER,
  direction: null,
  cursor: null,
  limit: 100,
};

const message = (atUs: number, more: Partial<ChargerMessage> = {}): ChargerMessage => ({
  deviceId,
  atUs,
  direction: "fromCharger",
  topic: `devices/${deviceId}/messages/events/ri=default`,
  payload: Buffer.from('{"Type":2}'),
  flags: 2,
  ...more,
});

describe.each(servers)("messages on $name", ({ start }) => {
  let server: { database(): Promise<string>; end(): Promise<void> };
  let url: string;
  let store: Store;
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.end());
  beforeEach(async () => {
    url = await server.database();
    store = await openStore(url, { secret, log: silentLog });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
    await store.close();
  });

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return client;
  }
  const page = async (query: Partial<MessageQuery> = {}, of = deviceId) =>
    (await store.messages.page(of, { ...everything, ...query })) ?? expect.fail("The cursor is not known.");
  const days = async () => {
    const client = await connect();
    const { rows } = await client.query(
      "select relname from pg_class where relname ~ '^messages_[0-9]{8}$' and relkind = 'r' order by 1",
    );
    return rows.map(({ relname }) => String(relname).slice("messages_".length));
  };
  /** Somebody who has read all days and has not ended his transaction. */
  async function reader(): Promise<pg.Client> {
    const client = await connect();
    await client.query("begin");
    await client.query("select count(*) from messages");
    return client;
  }
  const isPending = async (client: pg.Client) =>
    (await client.query("select 1 from pg_inherits where inhdetachpending")).rows.length > 0;

  it("are read back byte for byte, newest first, with where they went and how they came", async () => {
    const payloads = [
      Buffer.alloc(0),
      Buffer.from([0, 1, 10, 13, 92, 0xc3, 0x28, 0xff]),
      Buffer.from('\\N\t{"Value":"Ä „x“ 🚗\\u0000"}'),
      randomBytes(300_000),
    ];
    const written = payloads.map((payload, index) =>
      message(noonUs + index, {
        payload,
        flags: 31 - index,
        topic: `devices/${deviceId}/${"x".repeat(index)}\\N\t;"ä"`,
        direction: index % 2 === 0 ? "fromCharger" : "toCharger",
      }),
    );
    expect(await store.messages.save(written)).toBe(true);
    await store.messages.save([message(noonUs, { deviceId: "ZPR000002" })]);
    const { messages, more } = await page();
    expect(more).toBe(false);
    expect(messages.map(({ id, ...one }) => one)).toEqual([...written].reverse());
    const sent = await page({ direction: "toCharger" });
    expect(sent.messages.map(({ atUs }) => atUs)).toEqual([noonUs + 3, noonUs + 1]);
  });

  it("are read page by page, within a span, across days and instants that many share", async () => {
    const instants = [noonUs - dayUs, noonUs - dayUs + 1, ...Array<number>(7).fill(noonUs), noonUs + dayUs];
    await store.messages.save(instants.map((atUs, index) => message(atUs, { payload: Buffer.from([index]) })));
    const found: (number | undefined)[] = [];
    let cursor: MessageQuery["cursor"] = null;
    for (let more = true; more; ) {
      const one = await page({ cursor, limit: 3 });
      found.push(...one.messages.map(({ payload }) => payload[0]));
      expect(one.messages.length).toBeLessThanOrEqual(3);
      cursor = one.messages.at(-1) ?? null;
      more = one.more;
    }
    expect(found).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const within = await page({ fromUs: noonUs - dayUs + 1, toUs: noonUs });
    expect(within.messages.map(({ payload }) => payload[0])).toEqual([1]);
  });

  it("come in smaller pages where they are large, and each of them comes", async () => {
    await store.messages.save([0, 1, 2, 3].map((n) => message(noonUs + n, { payload: Buffer.alloc(600_000, n) })));
    const first = await page();
    expect(first.messages.map(({ atUs }) => atUs - noonUs)).toEqual([3, 2]);
    expect(first.more).toBe(true);
    const rest = await page({ cursor: first.messages.at(-1) ?? null });
    expect(rest.messages.map(({ atUs }) => atUs - noonUs)).toEqual([1, 0]);
    expect(rest.more).toBe(false);
  });

  it("have no place that another charger's cursor or a made-up one names", async () => {
    await store.messages.save([message(noonUs), message(noonUs, { deviceId: "ZPR000002" })]);
    const [other] = (await page({}, "ZPR000002")).messages;
    if (!other) throw new Error("There is none.");
    expect(await store.messages.page(deviceId, { ...everything, cursor: other })).toBeNull();
    expect(await store.messages.page(deviceId, { ...everything, cursor: { atUs: noonUs, id: 4711 } })).toBeNull();
    expect(await store.messages.page("ZPR000002", { ...everything, cursor: other })).toEqual({
      messages: [],
      more: false,
    });
  });

  it("have today's and tomorrow's partition ahead, made by several at once beside readers and writers", async () => {
    const open = await reader();
    const client = await connect();
    await client.query("begin");
    await client.query("lock table messages in row exclusive mode");
    const made = await Promise.all([1, 2, 3].map(() => store.messages.prepare(noonUs)));
    expect(made).toEqual([true, true, true]);
    expect(await days()).toEqual(["20261127", "20261128"]);
    for (const one of [open, client]) await one.query("commit");
    expect(await store.messages.save([message(noonUs + 3 * dayUs)])).toBe(true);
    expect(await days()).toEqual(["20261127", "20261128", "20261130"]);
  });

  it("wait where somebody locks the table against a new day, and go in once it is free", async () => {
    const client = await connect();
    await client.query("begin");
    await client.query("lock table messages in share update exclusive mode");
    expect(await store.messages.save([message(noonUs)])).toBe(false);
    expect(store.health().up).toBe(true);
    await client.query("commit");
    expect(await store.messages.save([message(noonUs)])).toBe(true);
    expect((await page()).messages).toHaveLength(1);
  });

  it("of days that are over are dropped, the right ones", async () => {
    await store.messages.save([-3, -2, -1, 0].map((day) => message(noonUs + day * dayUs)));
    expect(await store.messages.dropBefore(noonUs - dayUs)).toBe(true);
    expect(await days()).toEqual(["20261126", "20261127"]);
    expect((await page()).messages.map(({ atUs }) => atUs)).toEqual([noonUs, noonUs - dayUs]);
  });

  it("are dropped without anybody waiting, also while a reader's transaction stays open", async () => {
    await store.messages.save([message(noonUs - dayUs), message(noonUs)]);
    const open = await reader();
    const other = await connect();
    await other.query("set lock_timeout = 200");
    const dropping = store.messages.dropBefore(noonUs);
    let dropped: boolean | null = null;
    void dropping.then((isAll) => {
      dropped = isAll;
    });
    while (!(await isPending(other))) expect(dropped).toBeNull();
    // While it waits for the reader: others read and write, and do not see the day any more.
    expect((await other.query("select at from messages")).rows).toEqual([{ at: String(noonUs) }]);
    await other.query(
      "insert into messages (device_id, at, sent, flags, topic, payload) values ('Z', $1, false, 0, '', '')",
      [noonUs],
    );
    expect(dropped).toBeNull();
    // It gives up in time, and nobody takes the database for gone.
    expect(await dropping).toBe(false);
    expect(store.health().up).toBe(true);
    expect(await days()).toEqual(["20261126", "20261127"]);
    // Who began to read before it goes on reading.
    await open.query("select count(*) from messages");
    expect(await store.messages.dropBefore(noonUs)).toBe(false);
    await open.query("commit");
    expect(await store.messages.dropBefore(noonUs)).toBe(true);
    expect(await days()).toEqual(["20261127"]);
    expect(await isPending(other)).toBe(false);
  });

  it("are dropped where a removal was cut off, in each of its steps", async () => {
    await store.messages.save([-3, -2, -1, 0].map((day) => message(noonUs + day * dayUs)));
    const open = await reader();
    const crashing = await connect();
    const { rows } = await crashing.query("select pg_backend_pid() as pid");
    const cut = crashing
      .query("alter table messages detach partition messages_20261124 concurrently")
      .catch(() => "cut");
    const other = await connect();
    while (!(await isPending(other)));
    crashing.on("error", () => undefined);
    await other.query("select pg_terminate_backend($1)", [rows[0].pid]);
    expect(await cut).toBe("cut");
    await open.query("commit");
    expect(await isPending(other)).toBe(true);
    await other.query("alter table messages detach partition messages_20261126");
    // Messages can be written meanwhile, of new days as well.
    expect(await store.messages.save([message(noonUs + 2 * dayUs)])).toBe(true);
    expect(await store.messages.dropBefore(noonUs - 2 * dayUs)).toBe(true);
    expect(await days()).toEqual(["20261125", "20261127", "20261129"]);
    expect(await isPending(other)).toBe(false);
  });

  it("never cost anybody else's table, whatever its name", async () => {
    const client = await connect();
    await client.query("create table messages_20240101 as select 1 as theirs");
    await store.messages.save([message(noonUs - 3 * dayUs)]);
    expect(await store.messages.dropBefore(noonUs)).toBe(true);
    expect(await days()).toEqual(["20240101"]);
    await client.query("drop table messages_20240101");
  });

  it("write nothing where one of them cannot be written", async () => {
    const faulty = message(noonUs + 1, { flags: 4 });
    const client = await connect();
    await client.query("alter table messages add constraint no_four check (flags <> 4)");
    await expect(store.messages.save([message(noonUs), faulty])).rejects.toMatchObject({ code: "23514" });
    expect((await page()).messages).toEqual([]);
    expect(await store.messages.save([message(noonUs)])).toBe(true);
  });
});

it("messages are refused when the database goes while it takes them, and taken once it is back", async () => {
  const server = await startSystemPostgres();
  const url = await server.database();
  const store = await openStore(url, { secret, log: silentLog });
  await store.messages.prepare(noonUs);
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("begin");
  await client.query("lock table messages in share mode");
  const saving = store.messages.save([message(noonUs)]);
  const waiting = "select 1 from pg_locks where relation = 'messages'::regclass and not granted";
  while ((await client.query(waiting)).rows.length === 0);
  await Promise.all([expect(saving).rejects.toBeInstanceOf(StoreUnavailable), server.kill()]);
  expect(store.health().up).toBe(false);
  await expect(store.messages.page(deviceId, everything)).rejects.toBeInstanceOf(StoreUnavailable);
  await server.start();
  await new Promise<void>((resolve) => {
    store.onHealth(({ up }) => up && resolve());
  });
  expect(await store.messages.page(deviceId, everything)).toEqual({ messages: [], more: false });
  expect(await store.messages.save([message(noonUs)])).toBe(true);
  await store.close();
  await server.end();
});
