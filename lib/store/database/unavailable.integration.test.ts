import { randomUUID } from "node:crypto";
import { createServer, type Socket } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "../../domain/command/command";
import type { Topology } from "../../domain/topology";
import { openStore, type Store } from "../store";
import { silentLog, startSystemPostgres, type TestServer } from "../test-postgres";
import type { StoreHealth } from "./health";
import { StoreUnavailable } from "./unavailable";

const options = { secret: Buffer.alloc(32, 1), log: silentLog };
const nothing: Topology = { installations: [], circuits: [], chargers: [] };

function command(): Command {
  return {
    id: randomUUID(),
    deviceId: "ZPR000001",
    kind: "stop",
    by: { personId: "anna", name: "Anna" },
    idempotencyKey: randomUUID(),
    course: [{ stage: "requested", at: 1, reason: null }],
    waiting: null,
    deadlineAt: null,
  };
}

const becomes = (store: Store, up: boolean) =>
  new Promise<StoreHealth>((resolve) => {
    if (store.health().up === up) resolve(store.health());
    const leave = store.onHealth((health) => {
      if (health.up !== up) return;
      leave();
      resolve(health);
    });
  });

describe("a database that goes away", () => {
  let server: TestServer;
  let store: Store;

  beforeAll(async () => {
    server = await startSystemPostgres();
    store = await openStore(await server.database(), options);
  });
  afterAll(async () => {
    await store.close();
    await server.end();
  });

  it("is noticed without anybody asking, refuses every call, and comes back by itself", async () => {
    let readAgain: () => void = () => undefined;
    const reconnected = new Promise<void>((resolve) => {
      readAgain = resolve;
    });
    await store.listen({ notice: () => undefined, reconnected: () => readAgain() });
    expect(store.health().up).toBe(true);

    await server.kill();
    const gone = await becomes(store, false);
    expect(gone.reason).toBeTruthy();
    await expect(store.commands.request(command())).rejects.toThrow(StoreUnavailable);
    await expect(store.topology.load()).rejects.toThrow(StoreUnavailable);
    await expect(store.people.verify("a@b", "correct horse")).rejects.toThrow(StoreUnavailable);
    await expect(store.leases.tryLease("x", "y", 1)).rejects.toThrow(StoreUnavailable);
    const batch = {
      observations: new Map([
        ["ZPR000001", new Map([[513, { id: 513, raw: "7", observedAt: 7, ownAt: 7, epoch: 1, arrivedAt: 7 }]])],
      ]),
      heardAt: new Map([["ZPR000001", 8]]),
      derived: new Map<string, unknown>(),
      journal: null,
    };
    await expect(store.observations.save(batch)).rejects.toThrow(StoreUnavailable);
    expect(store.health().since).toBe(gone.since);

    await server.start();
    await becomes(store, true);
    await reconnected;
    await store.observations.save(batch);
    expect(await store.observations.loadAll()).toHaveLength(1);
    expect((await store.commands.request(command())).outcome).toBe("requested");
  });

  it("hears notices again after its own connection was cut", async () => {
    const url = await server.database();
    const listening = await openStore(url, options);
    const other = await openStore(url, options);
    let hear: (kind: string) => void = () => undefined;
    const heard = new Promise<string>((resolve) => {
      hear = resolve;
    });
    let again: () => void = () => undefined;
    const reconnected = new Promise<void>((resolve) => {
      again = resolve;
    });
    await listening.listen({ notice: (notice) => hear(notice.kind), reconnected: () => again() });
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()",
    );
    await admin.end();
    await reconnected;
    await other.available.set({ product: "Go", version: "1", enteredBy: "Sara", at: 1 });
    expect(await heard).toBe("available");
    await Promise.all([listening.close(), other.close()]);
  });

  it("or a full disk refuses what cannot be kept, goes on reading, and is up only when something can be written", async () => {
    const url = await server.database();
    const full = await openStore(url, options);
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    // The server's own error for a full disk, raised where rows are written: also by the proof that it can write again.
    await admin.query(`
      create function disk_full() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
      create trigger full_disk before insert on commands execute function disk_full();
      create function disk_full_event() returns event_trigger language plpgsql as
        $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
      create event trigger full_disk on ddl_command_start execute function disk_full_event();`);
    await expect(full.commands.request(command())).rejects.toThrow(StoreUnavailable);
    expect(full.health()).toMatchObject({ up: false, reason: "diskFull" });
    expect(await full.topology.load()).toEqual(nothing);
    expect(full.health().up).toBe(false);
    await admin.query("drop event trigger full_disk");
    await admin.query("drop trigger full_disk on commands");
    await admin.end();
    await becomes(full, true);
    expect((await full.commands.request(command())).outcome).toBe("requested");
    await full.close();
  });
});

describe("a database that takes no writes", () => {
  it("is opened and read all the same when it is up to date", async () => {
    const server = await startSystemPostgres();
    const url = await server.database();
    const before = await openStore(url, options);
    await before.people.add({
      email: "a@b",
      name: "A",
      role: "support",
      installationIds: [],
      password: "correct horse",
    });
    await before.close();
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      `alter database ${admin.escapeIdentifier(admin.database ?? "")} set default_transaction_read_only = on`,
    );
    await admin.end();
    const store = await openStore(url, options);
    await expect(store.commands.request(command())).rejects.toThrow(StoreUnavailable);
    expect(store.health()).toMatchObject({ up: false, reason: "readOnly" });
    expect(store.readable()).toBe(true);
    expect(await store.people.verify("a@b", "correct horse")).toMatchObject({ name: "A" });
    await store.close();
    await server.end();
  });
});

describe("an address where no database is", () => {
  it.each([
    ["a closed port", async () => "postgresql://a:b@127.0.0.1:1/c"],
    ["a name that does not resolve", async () => "postgresql://a:b@nowhere.invalid/c"],
  ])("is told as unavailable: %s", async (_name, url) => {
    await expect(openStore(await url(), options)).rejects.toThrow(StoreUnavailable);
  });

  it("is told as unavailable when it takes connections and never answers", async () => {
    const sockets = new Set<Socket>();
    const mute = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    const port = typeof address === "object" ? address?.port : 0;
    await expect(openStore(`postgresql://a:b@127.0.0.1:${port}/c`, options)).rejects.toThrow(StoreUnavailable);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => mute.close(resolve));
  });

  it("with a wrong password is told as unavailable, without the password", async () => {
    const server = await startSystemPostgres();
    const url = new URL(await server.database());
    url.password = "not-the-password";
    const refused = await openStore(url.href, options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(String(refused)).not.toContain("not-the-password");
    await server.end();
  });
});
