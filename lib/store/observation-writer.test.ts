import { describe, expect, it } from "vitest";
import type { KeptObservation, ObservationBatch } from "./observation-store";
import { createObservationWriter } from "./observation-writer";
import { silentLog } from "./test-postgres";
import { StoreUnavailable } from "./unavailable";

const kept = (id: number, raw: string): ReadonlyMap<number, KeptObservation> =>
  new Map([[id, { id, raw, observedAt: Number(raw), future: false }]]);

/** What a database would hold, and how it answers. */
function sink() {
  const rows = new Map<string, string | null>();
  const sizes: number[] = [];
  const state = { fails: null as Error | null };
  return {
    rows,
    sizes,
    state,
    async save({ observations }: ObservationBatch) {
      if (state.fails) throw state.fails;
      let size = 0;
      for (const [deviceId, byId] of observations)
        for (const one of byId.values()) {
          rows.set(`${deviceId} ${one.id}`, one.raw);
          size++;
        }
      sizes.push(size);
    },
  };
}

describe("the observation writer", () => {
  it("writes by itself, the latest value of each charger and id", async () => {
    const store = sink();
    const writer = createObservationWriter(store, { log: silentLog, intervalMs: 1 });
    writer.add("A", kept(1, "1"));
    writer.add("A", kept(1, "2"));
    writer.add("B", kept(1, "3"));
    expect(writer.waiting()).toBe(2);
    await expect.poll(() => store.rows.size).toBe(2);
    expect([...store.rows]).toEqual([
      ["A 1", "2"],
      ["B 1", "3"],
    ]);
    await writer.stop();
  });

  it("keeps what could not be written, without putting it over what came later", async () => {
    const store = sink();
    store.state.fails = new StoreUnavailable("gone");
    const writer = createObservationWriter(store, { log: silentLog, intervalMs: 60_000 });
    writer.add("A", kept(1, "1"));
    writer.add("A", kept(2, "1"));
    const failed = writer.stop();
    writer.add("A", kept(1, "2"));
    await expect(failed).rejects.toThrow(StoreUnavailable);
    expect(writer.waiting()).toBe(2);
    store.state.fails = null;
    await writer.stop();
    expect([...store.rows].sort()).toEqual([
      ["A 1", "2"],
      ["A 2", "1"],
    ]);
    expect(writer.waiting()).toBe(0);
  });

  it("never lets more wait than it was told to, and goes on with those it has", async () => {
    const store = sink();
    const writer = createObservationWriter(store, { log: silentLog, intervalMs: 60_000, most: 100 });
    for (let id = 1; id <= 1_000; id++) writer.add("A", kept(id, "1"));
    writer.add("A", kept(1, "2"));
    expect(writer.waiting()).toBe(100);
    await writer.stop();
    expect(store.rows.size).toBe(100);
    expect(store.rows.get("A 1")).toBe("2");
  });

  it("writes much in several batches", async () => {
    const store = sink();
    const writer = createObservationWriter(store, { log: silentLog, intervalMs: 60_000, batch: 250 });
    for (let n = 0; n < 100; n++) for (let id = 0; id < 10; id++) writer.add(`A${n}`, kept(id, "1"));
    await writer.stop();
    expect(store.sizes).toEqual([250, 250, 250, 250]);
  });

  it("does not try again what the database calls faulty, and writes what follows", async () => {
    const store = sink();
    const errors: string[] = [];
    const log = { ...silentLog, error: (_fields: object, words: string) => errors.push(words) };
    const writer = createObservationWriter(store, { log, intervalMs: 60_000 });
    store.state.fails = new Error("faulty");
    writer.add("A", kept(1, "1"));
    await writer.stop();
    expect(errors).toHaveLength(1);
    store.state.fails = null;
    writer.add("A", kept(2, "1"));
    await writer.stop();
    expect([...store.rows.keys()]).toEqual(["A 2"]);
  });
});
