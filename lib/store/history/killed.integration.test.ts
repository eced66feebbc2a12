import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../store";
import { silentLog, startSystemPostgres, type TestServer } from "../test-postgres";
import { pointsOf } from "./test-history";

let server: TestServer;
beforeAll(async () => {
  server = await startSystemPostgres();
});
afterAll(() => server.end());

interface Told {
  acknowledged?: string[];
  statements?: number;
}

/** One life of the writer. */
async function live(url: string, round: number, statement: number, when: "before" | "after") {
  const args = [url, String(round), String(statement), when];
  const child = fork(join(import.meta.dirname, "test-killed-writer.ts"), args, { execArgv: ["--import", "tsx"] });
  const acknowledged: string[] = [];
  let statements: number | null = null;
  child.on("message", (told: Told) => {
    acknowledged.push(...(told.acknowledged ?? []));
    statements = told.statements ?? statements;
  });
  const [code, signal] = await once(child, "exit");
  return { acknowledged, statements, end: signal ?? code };
}

/** Each life takes a second or two: 1 is killed at each of its statements. */
const every = Number(process.env.PHASEBOARD_TEST_EVERY ?? 6);

test("killed at one statement after the other, what was acknowledged is there, once", {
  timeout: 600_000,
}, async () => {
  const url = await server.database();
  const whole = await live(url, 0, 0, "before");
  expect(whole).toMatchObject({ end: 0, acknowledged: expect.objectContaining({ length: 80 }) });
  const statements = whole.statements ?? 0;
  const acknowledged = new Set(whole.acknowledged);
  let round = 1;
  let killed = 0;
  for (let statement = 1; statement <= statements; statement += every, round += 1) {
    const life = await live(url, round, statement, round % 2 === 0 ? "before" : "after");
    if (life.end === "SIGKILL") killed += 1;
    for (const one of life.acknowledged) acknowledged.add(one);
  }
  expect(killed).toBeGreaterThan((statements / every) * 0.9);
  const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
  const readEach = async () => {
    const found: string[] = [];
    for (const id of ["ZPR000001", "ZPR000002", "ZPR000003", "ZPR000004"]) {
      const { points, unreadable } = await pointsOf(store, undefined, null, id);
      expect(unreadable).toEqual([]);
      found.push(...(points.get(513) ?? []).map(({ at, raw }) => `${id} ${raw} @ ${at}`));
    }
    return found;
  };
  const before = await readEach();
  // What was not acknowledged may be there, but not in part of its batch, and never twice.
  expect(new Set(before).size).toBe(before.length);
  expect(before).toEqual(expect.arrayContaining([...acknowledged]));
  expect(before.length % 40).toBe(0);
  const last = await live(url, round, 0, "before");
  expect(last.end).toBe(0);
  expect((await readEach()).sort()).toEqual([...before, ...last.acknowledged].sort());
  await store.close();
});
