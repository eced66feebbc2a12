import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startMosquitto } from "../../broker/test-mosquitto";
import { protocols } from "../../protocol/registry";
import { StoreUnavailable } from "../../store/database/unavailable";
import { openStore } from "../../store/store";
import { silentLog, startSystemPostgres } from "../../store/test-postgres";
import { loadEnv } from "../base/env";
import { openStoreLink } from "../base/store-link";
import { openBrokerLink } from "./broker-link";
import { until } from "./test-live";

interface Line {
  level: number;
  msg: string;
  reason?: string | null;
  detail?: string;
  awayMs?: number;
}
let lines: Line[];
const ends: (() => Promise<void>)[] = [];
const log = () => pino({ level: "debug" }, { write: (line: string) => lines.push(JSON.parse(line)) });
/** What is logged at the usual level. */
const told = () => lines.filter(({ level }) => level >= 30).map(({ msg }) => msg);
const tries = () => lines.filter(({ level }) => level === 20).length;

beforeEach(() => {
  lines = [];
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const away = (what: string) => `the ${what} is away; it is tried again until it is back`;
const twice = (what: string) => [
  `the ${what} is connected`,
  away(what),
  `the ${what} is back`,
  away(what),
  `the ${what} is back`,
];

async function database() {
  const postgres = await startSystemPostgres();
  ends.push(postgres.end);
  const url = await postgres.database();
  const secret = Buffer.alloc(32, 1);
  await (await openStore(url, { secret, log: silentLog })).close();
  const open = () => {
    const nothing = () => undefined;
    const on = { health: nothing, opened: async () => undefined, notice: nothing, reconnected: nothing };
    const link = openStoreLink(url, secret, on, log());
    ends.push(link.close);
    return link;
  };
  return { postgres, open, url };
}

describe("both ends of each outage are logged, each once", () => {
  it("of the database", async () => {
    const { postgres, open } = await database();
    const link = open();
    await link.opened;
    const store = link.up();
    for (const outage of [1, 2]) {
      await postgres.kill();
      for (let call = 0; call < 5; call++) await expect(store?.topology.load()).rejects.toThrow(StoreUnavailable);
      await postgres.start();
      await until(() => told().length > outage * 2);
    }
    expect(told()).toEqual(twice("database"));
    expect(lines.find(({ msg }) => msg === away("database"))?.reason).toBeTruthy();
    expect(lines.find(({ msg }) => msg === "the database is back")?.awayMs).toBeGreaterThan(0);
  });

  it("of a database that is not there yet", async () => {
    const { postgres, open } = await database();
    await postgres.kill();
    const link = open();
    await until(() => tries() > 2);
    await postgres.start();
    await link.opened;
    expect(told()).toEqual([away("database"), "the database is back"]);
  });

  it("of a database that a newer version of the program has used", async () => {
    const { open, url } = await database();
    const client = new pg.Client({ connectionString: url });
    ends.push(() => client.end());
    await client.connect();
    await client.query("insert into migrations values ('9999-from-the-future')");
    const link = open();
    await until(() => tries() > 1);
    await client.query("delete from migrations where name like '9999%'");
    await link.opened;
    expect(told()).toEqual([away("database"), "the database is back"]);
    expect(lines[0]?.detail).toContain("made by a newer version of Phaseboard (9999-from-the-future)");
  });

  it("of the broker", async () => {
    const mosquitto = await startMosquitto({ users: { phaseboard: "dashboard" } });
    ends.push(mosquitto.remove);
    const dir = await mkdtemp(join(tmpdir(), "outages-"));
    ends.push(() => rm(dir, { recursive: true, force: true }));
    await writeFile(`${dir}/ca.pem`, mosquitto.ca);
    const env = loadEnv({
      MQTT_URL: mosquitto.url,
      MQTT_USERNAME: "phaseboard",
      MQTT_PASSWORD: "dashboard",
      MQTT_CA_FILE: `${dir}/ca.pem`,
      MQTT_CLIENT_ID: "phaseboard-test",
    });
    const nothing = () => undefined;
    const link = openBrokerLink(env, protocols, null, { arrival: nothing, message: nothing, link: nothing }, log());
    link.read("session");
    ends.push(link.close);
    await until(() => told().length > 0);
    for (const outage of [1, 2]) {
      await mosquitto.stop("SIGKILL");
      // The connection is cut, and then nothing listens any more: two reasons, one outage.
      const attempts = tries();
      await until(() => tries() > attempts);
      await mosquitto.start();
      await until(() => told().length > outage * 2);
    }
    expect(told()).toEqual(twice("broker"));
    expect(lines.find(({ msg }) => msg === away("broker"))?.reason).toBeTruthy();
  });
});
