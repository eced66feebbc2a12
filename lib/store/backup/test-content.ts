import { randomUUID } from "node:crypto";
import pg from "pg";
import type { HistoryRow } from "../../domain/history/row";
import { usualPriority, usualSettings } from "../../domain/topology";
import type { Session } from "../../sessions/types";
import { rowAt } from "../history/test-history";
import { openStore, type Store } from "../store";
import { silentLog } from "../test-postgres";
import { leftOut } from "./tables";

export const secret = Buffer.alloc(32, 7);

/** Runs `work` on a plain connection. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table but the list of migrations and what no backup has, as text, in an order of its own. */
export async function everything(url: string): Promise<Record<string, string[]>> {
  return connected(url, async (client) => {
    await client.query("set timezone = 'UTC'");
    const found: Record<string, string[]> = {};
    const tables = await client.query(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
    );
    for (const { name } of tables.rows) {
      if (name === "migrations" || leftOut.has(name)) continue;
      const rows = await client.query(`select t::text as row from "${name}" t`);
      found[name] = rows.rows.map(({ row }) => String(row)).sort();
    }
    return found;
  });
}

// Names and numbers that a careless format would bend.
const awkward = "Ä „x“ 'y' \"z\" \\n \\. \t\n line\u2028end {,} 🚗";
const numbers = [0.1 + 0.2, 1e300, 5e-324, -0, 1_795_712_793_901.123];

/** Of another dialect, as long as an id can be. */
const longestId = `tiny:${"~C3~A9".repeat(9)}xx:42`;

/** Hours that are packed, a day that is summed up, and what came late, to be read and of a day to come. */
async function fillHistory(store: Store): Promise<void> {
  const t0 = Date.UTC(2026, 10, 24, 22) * 1_000;
  const day = { hour: () => null, day: () => Buffer.from([1, 0, 255]) };
  const row = (hours: number, kind = 513) => rowAt(t0 + hours * 3_600_000_000, awkward, { kind });
  const batch = (rows: HistoryRow[]) => ({
    rows,
    personal: rows.map((one) => ({ ...one, kind: 722 })),
    watched: { from: t0, to: t0 + 1 },
  });
  const write = (rows: HistoryRow[]) =>
    store.observations.save({
      observations: new Map(),
      heardAt: new Map(),
      derived: new Map(),
      history: batch(rows),
      journal: null,
    });
  await store.history.samples.begin(["ZPR000001"], { from: t0 - 3_600_000_000, to: t0 + 3_600_000_000 });
  await write([row(0), row(1)]);
  await write([row(2), row(3)]);
  await store.history.tidy(t0 + 4 * 3_600_000_000, day);
  await write([row(2, 710)]);
  await store.history.tidy(t0 + 4 * 3_600_000_000, day);
  await write([row(-1)]);
  await store.history.lines.put("depot", [{ hour: t0 / 3_600_000_000, lines: Buffer.from([0, 255]) }]);
}

/** A session whose tag and record are hard to write down, names and keys, and a day that is still due. */
async function fillSessions(store: Store): Promise<void> {
  const at = Date.UTC(2026, 10, 24, 22);
  const moment = { at, by: "charger" as const, charger: at, us: null, within: null };
  const deviceId = "ZPR000001";
  const session: Session = {
    id: awkward,
    hasOwnId: true,
    start: moment,
    end: { ...moment, at: at + 0.125 },
    endedBy: "record",
    isOpen: false,
    firstCurrentAt: null,
    lastCurrentAt: null,
    energy: {
      wh: 1,
      source: "charger",
      meterWh: null,
      chargerWh: 1,
      counterWh: null,
      powerWh: null,
      isPowerWhole: false,
    },
    tag: awkward,
    chargingMs: 0,
    waitingMs: 0,
    unknownMs: 0.125,
    highestPowerW: null,
    terminals: null,
    pauses: [],
    failedStarts: [],
    firmware: awkward,
    commandIds: [],
    signedReadings: awkward,
    signed: null,
    signedBy: awkward,
    meterStartWh: null,
    meterEndWh: null,
    quarters: [{ at, wh: 1, isEstimated: true }],
    flags: ["noMeter"],
  };
  await store.sessions.replace({
    deviceId,
    due: [],
    from: 0,
    to: Number.POSITIVE_INFINITY,
    notBefore: 0,
    sessions: [session, { ...session, id: "unknown", quarters: null }],
    also: [],
    installationId: "depot",
    circuitId: null,
    until: at * 1_000,
  });
  const due = [{ deviceId, day: 20_000, from: 1, to: 2, isUrgent: true, since: 3 }];
  await store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows: [], personal: [], due, watched: null },
    journal: null,
  });
}

/** Something in every table: through the store where it has a way, else as rows. */
export async function fill(url: string): Promise<void> {
  const store = await openStore(url, { secret, log: silentLog });
  try {
    await store.topology.upsert({
      installations: [
        {
          id: "depot",
          name: awkward,
          networkType: "TN3",
          mainFuseA: 63,
          availableA: [63, 50.1, 0.1 + 0.2],
          imbalanceLimitA: null,
          switchCurrentA: 15,
          timeZone: "Europe/Berlin",
          authorisation: { kind: "tags", tags: ["nfc-1", awkward] },
          ...usualSettings,
        },
      ],
      circuits: [{ id: "depot-a", installationId: "depot", name: "A", fuseA: 32 }],
      chargers: ["ZPR000001", "ZPR000002", longestId].map((deviceId) => ({
        deviceId,
        circuitId: deviceId === "ZPR000001" ? "depot-a" : null,
        name: awkward,
        rotation: "RST" as const,
        maxCurrentA: 32,
        minCurrentA: 6,
        priority: usualPriority,
        enrolled: false,
      })),
    });
    await store.keys.enrol("ZPR000001", Buffer.from("the key of the first charger"));
    await store.twins.patch("ZPR000001", "desired", { Settings: { "510": awkward } });
    const password = "correct horse battery";
    const person = { name: awkward, installationIds: ["depot"], password };
    await store.people.add({ ...person, email: "owner@example.com", role: "owner" });
    await store.people.add({ ...person, email: "support@example.com", role: "support", installationIds: [] });
    const by = { personId: "someone", name: awkward, at: numbers[4] ?? 0 };
    await store.commands.request({
      id: randomUUID(),
      deviceId: "ZPR000001",
      kind: "stop",
      by: { personId: by.personId, name: by.name },
      idempotencyKey: randomUUID(),
      course: [{ stage: "requested", at: 1, reason: null }],
      waiting: null,
      deadlineAt: null,
    });
    const observations = numbers.map(
      (at, id) => [id, { id, raw: awkward, observedAt: at, ownAt: at, epoch: id, arrivedAt: at }] as const,
    );
    await store.observations.save({
      observations: new Map([["ZPR000001", new Map(observations)]]),
      heardAt: new Map([["ZPR000001", numbers[4] ?? 0]]),
      derived: new Map([["ZPR000001", { text: awkward }]]),
      journal: { name: "sample", sequence: 7 },
    });
    await fillHistory(store);
    await fillSessions(store);
    await store.brokerSession.clientId("phaseboard-sample");
    await store.signInCounts.add([{ key: "sample", forgetMs: 1_000 }], 10, 1);
    await store.available.set({ product: "Go", version: "1.2.3", enteredBy: awkward, at: 1 });
    await store.settings.setCharger("ZPR000001", { priority: 1 }, by);
    await store.wallLinks.make(
      { id: randomUUID(), installationId: "depot", hash: Buffer.alloc(32, 0xff), label: awkward },
      by,
    );
    await store.meters.put("depot", Buffer.from([0, 1, 2, 10, 13, 92, 255]), 1);
    await store.signOuts.add({ id: "sample", until: 2e12 }, 1);
    await store.leases.tryLease("allocation", "sample", 1);
  } finally {
    await store.close();
  }
  // A JSON null is not a missing value.
  await connected(url, async (client) => {
    await client.query(`update installations set override = 'null'::jsonb`);
    await client.query("insert into price_models values ('depot', 1, $1, $2, 1)", [
      { periods: [], holidays: [] },
      awkward,
    ]);
    const [id, none] = [randomUUID(), null];
    await client.query("insert into report_people values ($1, 'depot', $2, 1)", [id, awkward]);
    await client.query("insert into closed_months values ('depot', '2026-01', $1, 1, $2)", [
      awkward,
      { text: awkward },
    ]);
    await client.query("insert into report_mails values ('depot', '2026-01', 'someone', 1, 2, $1, $2)", [
      none,
      awkward,
    ]);
    await client.query("insert into spot_prices values ('depot', 1984000, 1, -0.00555, 'NOK')");
    await client.query(
      "insert into tag_names (installation_id, tag, name, entered_by, at, group_name) values ('depot', $1, $1, $1, 1, $1)",
      [awkward],
    );
    await client.query("insert into erased_tags values ('depot', $1, $2, 1, $3)", [
      Buffer.from([0, 255]),
      Buffer.alloc(32, 10),
      awkward,
    ]);
    await client.query(
      "insert into charger_meter_keys values ('ZPR000001', $1, $1, 1), ('ZPR000001', 'told', null, 2)",
      [awkward],
    );
  });
}
