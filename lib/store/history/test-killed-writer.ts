import { hourUs } from "../../domain/history/hours";
import { openStore } from "../store";
import { silentLog } from "../test-postgres";
import { dieAt } from "./test-dying";
import { rowAt, writeRows } from "./test-history";

/**
 * A process that writes two batches of history, seals and folds, and is killed at one of its statements: before it goes out, or once
 * it has been answered. It tells its parent what was acknowledged.
 * Arguments: url, the round, the statement, and "before" or "after".
 */
const [url = "", round = "0", statement = "0", when = "before"] = process.argv.slice(2);
const hour = Number(round);
const t0 = Date.UTC(2026, 10, 24, 22) * 1_000;

const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
const statements = dieAt(Number(statement), when === "before" ? "before" : "after");

const begin = t0 + hour * hourUs;
const of = (from: number, raw: string) =>
  Array.from({ length: 40 }, (_, i) =>
    rowAt(from + i * 60e6 + 1, raw, { deviceId: `ZPR00000${1 + (i % 4)}`, arrivedAt: begin }),
  );
for (const [batch, rows] of [of(begin, `hot ${hour}`), of(begin - 7 * hourUs + hour, `late ${hour}`)].entries()) {
  await writeRows(store, rows);
  process.send?.({ acknowledged: rows.map(({ deviceId, at, raw }) => `${deviceId} ${raw} @ ${at}`), batch });
}
await store.history.tidy(begin + hourUs, { hour: () => Buffer.from([0]), day: () => Buffer.from([0]) });
process.send?.({ statements: statements() });
await store.close();
process.disconnect?.();
