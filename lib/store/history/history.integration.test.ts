import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dayUs, hourUs } from "../../domain/history/hours";
import { randomFrom, uniform } from "../../domain/random";
import { connected } from "../backup/test-content";
import { openStore, type Store } from "../store";
import { servers, silentLog } from "../test-postgres";
import type { Summariser } from "./summariser";
import { pointsOf, readAll, rowAt, writeRows } from "./test-history";

/** 2026-11-24, 22:00 UTC, and its hours. */
const t0 = Date.UTC(2026, 10, 24, 22) * 1_000;
const hour = (n: number, seconds = 0) => t0 + n * hourUs + seconds * 1e6;
const noStats: Summariser = { hour: () => null, day: () => Buffer.alloc(0) };

for (const { name, start } of servers) {
  describe(`history in ${name}`, { timeout: 120_000 }, () => {
    let server: Awaited<ReturnType<typeof start>>;
    let url: string;
    let store: Store;

    beforeAll(async () => {
      server = await start();
    }, 120_000);
    afterAll(() => server.end());
    beforeEach(async () => {
      url = await server.database();
      store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
    });
    afterEach(() => store.close());

    const tables = () =>
      connected(url, async (client) => {
        const found = await client.query(
          `select relname as name from pg_class where relkind = 'r' and relname ~ '^history_(hot|blocks)_' order by 1`,
        );
        return found.rows.map((row) => String(row.name));
      });

    test("what is told is read, each once, whatever it is", async () => {
      const awkward = ["Ä „x“ \\n \\. \t\n\r end 🚗", "\\N", "", null, "-0.10", '{"a":"b\\"c"}', "a\u0000b"];
      await writeRows(
        store,
        awkward.map((raw, i) => rowAt(hour(0, i), raw)),
      );
      await writeRows(store, [rowAt(hour(0, 1), "again", { arrivedAt: hour(1) })]);
      const { points } = await pointsOf(store, { from: hour(0), to: hour(1) });
      expect(points.get(513)?.map(({ raw }) => raw)).toEqual([
        awkward[0],
        "again",
        "",
        null,
        "-0.10",
        awkward[5],
        "ab",
      ]);
      expect(await readAll(store, "ZPR000002")).toEqual([]);
    });

    test("reading takes what was told from the first instant on and before the last, of the kinds asked for", async () => {
      const rows = [hour(0, 1), hour(0, 2), hour(1, 3), hour(2, 4)].map((at) => rowAt(at));
      await writeRows(store, [...rows, rowAt(hour(0, 2), "x", { kind: 710 })]);
      const within = { from: hour(0, 2), to: hour(2, 4) };
      const read = async () => {
        const { points } = await pointsOf(store, within, new Set([513, 1]));
        return [...points].map(([kind, list]) => [kind, list.map(({ at }) => at)]);
      };
      expect(await read()).toEqual([[513, [hour(0, 2), hour(1, 3)]]]);
      await store.history.tidy(hour(3), noStats);
      expect(await read()).toEqual([[513, [hour(0, 2), hour(1, 3)]]]);
    });

    test("packing changes nothing of what is read, and what comes late is read at once and folded in", async () => {
      await writeRows(store, [
        rowAt(hour(0, 1), "1"),
        rowAt(hour(0, 2), "2"),
        rowAt(hour(1, 3), "3"),
        rowAt(hour(3), "9"),
      ]);
      const before = await readAll(store);
      await store.history.tidy(hour(2), noStats);
      expect(await readAll(store)).toEqual(before);
      await writeRows(store, [
        rowAt(hour(0, 2), null, { gone: true, arrivedAt: hour(3) }),
        rowAt(hour(0, 5), "5", { arrivedAt: hour(3) }),
        rowAt(hour(1, 3), "4", { arrivedAt: hour(3) }),
        rowAt(hour(-800), "old", { arrivedAt: hour(3) }),
      ]);
      const after = [
        `513=old @ ${hour(-800)}`,
        `513=1 @ ${hour(0, 1)}`,
        `513=5 @ ${hour(0, 5)}`,
        `513=4 @ ${hour(1, 3)}`,
        `513=9 @ ${hour(3)}`,
      ];
      expect(await readAll(store)).toEqual(after);
      await store.history.tidy(hour(2), noStats);
      expect(await readAll(store)).toEqual(after);
      const left = await connected(url, (client) => client.query("select count(*)::int as late from history_late"));
      expect(left.rows).toEqual([{ late: 0 }]);
    });

    test("an hour of which nothing is left has no block", async () => {
      await writeRows(store, [rowAt(hour(0, 1)), rowAt(hour(3))]);
      await store.history.tidy(hour(1), noStats);
      await writeRows(store, [rowAt(hour(0, 1), null, { gone: true, arrivedAt: hour(3) })]);
      await store.history.tidy(hour(1), noStats);
      expect(await readAll(store)).toEqual([`513=7 @ ${hour(3)}`]);
      const blocks = await connected(url, (client) => client.query("select 1 from history_blocks"));
      expect(blocks.rowCount).toBe(0);
    });

    test("a day's rows are dropped once all of it is packed, and a month has its blocks", async () => {
      await writeRows(store, [rowAt(hour(0)), rowAt(hour(1))]);
      await writeRows(store, [rowAt(hour(2)), rowAt(hour(30))]);
      expect(await tables()).toEqual(
        ["hot_20261124", "hot_20261125", "hot_20261126", "hot_20261127"].map((n) => `history_${n}`),
      );
      const before = await readAll(store);
      await store.history.tidy(hour(1), noStats);
      expect(await tables()).toContain("history_hot_20261124");
      await store.history.tidy(hour(2), noStats);
      expect(await tables()).toEqual([
        "history_blocks_202611",
        "history_hot_20261125",
        "history_hot_20261126",
        "history_hot_20261127",
      ]);
      expect(await readAll(store)).toEqual(before);
    });

    test("a block that is broken, or of a newer version, is told as unreadable, and the rest is shown", async () => {
      await writeRows(store, [rowAt(hour(0)), rowAt(hour(1)), rowAt(hour(2)), rowAt(hour(4))]);
      await store.history.tidy(hour(3), noStats);
      await connected(url, async (client) => {
        await client.query(
          "update history_blocks set block = set_byte(block, 9, 1 + get_byte(block, 9)) where hour = $1",
          [hour(1) / hourUs],
        );
        await client.query("update history_blocks set block = set_byte(block, 0, 99) where hour = $1", [
          hour(2) / hourUs,
        ]);
      });
      await writeRows(store, [
        rowAt(hour(1, 1), "late", { arrivedAt: hour(4) }),
        rowAt(hour(0, 1), "late", { arrivedAt: hour(4) }),
      ]);
      await store.history.tidy(hour(3), noStats);
      const { points, unreadable } = await pointsOf(store, { from: hour(0), to: hour(5) });
      expect(unreadable).toEqual([hour(1) / hourUs, hour(2) / hourUs]);
      expect(points.get(513)?.map(({ at }) => at)).toEqual([hour(0), hour(0, 1), hour(1, 1), hour(4)]);
    });

    test("what is older than is kept is forgotten by the month, also while somebody reads it", async () => {
      await writeRows(store, [rowAt(hour(0))]);
      await store.history.tidy(hour(1), noStats);
      // 2026-12-01, 22:00 UTC.
      await writeRows(store, [rowAt(hour(168)), rowAt(hour(-1), "late", { arrivedAt: hour(168) })]);
      await store.history.tidy(hour(169), noStats);
      await store.history.forget(hour(26));
      expect(await readAll(store)).toEqual([`513=late @ ${hour(-1)}`, `513=7 @ ${hour(0)}`, `513=7 @ ${hour(168)}`]);
      await connected(url, async (client) => {
        await client.query("begin isolation level repeatable read");
        await client.query("select * from history_blocks");
        await store.history.forget(hour(168));
        expect((await client.query("select * from history_blocks")).rowCount).toBe(3);
        await client.query("commit");
      });
      expect(await readAll(store)).toEqual([`513=7 @ ${hour(168)}`]);
      await store.history.forget(hour(168));
      expect(await tables()).not.toContain("history_blocks_202611");
    });

    test("a reader who takes long keeps nobody waiting, and what he reads goes when he is done", async () => {
      await writeRows(store, [rowAt(hour(0))]);
      await writeRows(store, [rowAt(hour(30))]);
      await connected(url, async (client) => {
        await client.query("begin isolation level repeatable read");
        await client.query("select * from history_hot");
        await store.history.tidy(hour(26), noStats);
        await writeRows(store, [rowAt(hour(31))]);
        expect(await readAll(store)).toHaveLength(3);
        expect((await client.query("select * from history_hot")).rowCount).toBe(2);
        await client.query("commit");
      });
      await store.history.tidy(hour(26), noStats);
      expect(await tables()).not.toContain("history_hot_20261124");
      expect(await readAll(store)).toHaveLength(3);
    });

    test("while many write and seal at a time nothing is lost and nothing is double", {
      timeout: 300_000,
    }, async () => {
      const random = randomFrom("many write and seal");
      const other = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
      const written = new Set<string>();
      let turns = 0;
      const write = async (by: Store, writer: number) => {
        for (let turn = 0; turn < 60; turn += 1, turns += 1) {
          const now = hour(0) + turn * (hourUs / 10);
          const rows = Array.from({ length: 20 }, (_, i) => {
            // Most of it is of now, some of it comes late; each is another.
            const told = Math.floor(now - uniform(random) ** 4 * dayUs);
            const at = Math.max(t0, told) + (writer * 60 + turn) * 100 + i;
            return rowAt(at, String(turn), { deviceId: `ZPR00000${1 + (i % 3)}`, arrivedAt: now });
          });
          await writeRows(by, rows);
          for (const { deviceId, at } of rows) written.add(`${deviceId} ${at}`);
        }
      };
      const tidying = async (by: Store) => {
        while (turns < 180) await by.history.tidy(hour(Math.floor(turns / 30)), noStats);
      };
      await writeRows(store, [rowAt(hour(0))]);
      await Promise.all([write(store, 1), write(other, 2), write(store, 3), tidying(store), tidying(other)]);
      await store.history.tidy(hour(6), noStats);
      written.add(`ZPR000001 ${hour(0)}`);
      const found: string[] = [];
      for (const id of ["ZPR000001", "ZPR000002", "ZPR000003"]) {
        const { points } = await pointsOf(store, undefined, null, id);
        found.push(...(points.get(513) ?? []).map(({ at }) => `${id} ${at}`));
      }
      expect(found.sort()).toEqual([...written].sort());
      await other.close();
    });
  });
}
