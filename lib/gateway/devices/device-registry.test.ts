import pino from "pino";
import { describe, expect, it } from "vitest";
import { MemorySource } from "../gateway-fixture";
import { openRoll, type RollListener } from "./device-registry";

const log = pino({ level: "silent" });

/** A source whose readings the test lets through one by one. */
class HeldSource extends MemorySource {
  held = false;
  readonly waiting: (() => void)[] = [];
  loads = 0;

  override async load() {
    this.loads += 1;
    const found = await super.load();
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return found;
  }
}

function recorder(): RollListener & { seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    added: (id) => seen.push(`added ${id}`),
    removed: (id) => seen.push(`removed ${id}`),
    keyChanged: (id) => seen.push(`key ${id}`),
    desiredChanged: (id, before, after) => seen.push(`desired ${id} ${before.version} ${after.version}`),
  };
}

async function open(prepare: (source: HeldSource) => void = () => {}) {
  const source = new HeldSource();
  source.enrol("ZPR000001");
  prepare(source);
  const listener = recorder();
  const roll = await openRoll(source, listener, log);
  listener.seen.length = 0;
  return { source, roll, seen: listener.seen };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("openRoll", () => {
  it("tells what became different, once", async () => {
    const { source, roll, seen } = await open((s) => s.enrol("ZPR000002"));
    source.enrol("ZPR000001");
    source.chargers.delete("ZPR000002");
    source.enrol("ZPR000003");
    source.changed();
    await turn();
    expect(seen).toEqual(["removed ZPR000002", "key ZPR000001", "added ZPR000003"]);
    source.setDesired("ZPR000001", { "510": "16" });
    source.changed();
    source.changed();
    await turn();
    expect(seen.slice(3)).toEqual(["desired ZPR000001 1 2"]);
    expect(roll.ids()).toEqual(["ZPR000001", "ZPR000003"]);
  });

  it("fails when there is nothing to begin with, and stops listening", async () => {
    const source = new HeldSource();
    source.gone = true;
    await expect(openRoll(source, recorder(), log)).rejects.toThrow("gone");
    source.gone = false;
    source.changed();
    expect(source.loads).toBe(1);
  });

  it("misses no change that is told while it reads", async () => {
    const { source, seen } = await open();
    source.held = true;
    source.enrol("ZPR000002");
    source.changed();
    await turn();
    source.enrol("ZPR000003");
    source.changed();
    source.held = false;
    source.waiting.shift()?.();
    await turn();
    expect(seen).toEqual(["added ZPR000002", "added ZPR000003"]);
    expect(source.loads).toBe(3);
  });

  it("goes on with what it knows while the source is gone", async () => {
    const { source, roll, seen } = await open();
    const key = source.keyOf("ZPR000001");
    source.gone = true;
    source.chargers.clear();
    source.changed();
    await turn();
    expect(seen).toEqual([]);
    expect(roll.find("ZPR000001")?.key).toEqual(key);
  });

  it("asks the source once for all who claim at the same time", async () => {
    const { source, roll } = await open();
    source.enrol("ZPR000002");
    await Promise.all(Array.from({ length: 50 }, () => roll.ask()));
    expect(source.loads).toBe(2);
    expect(roll.find("ZPR000002")).not.toBeNull();
  });

  it("keeps what was reported over a reading, and hands it over at its end", async () => {
    const { source, roll } = await open();
    roll.setReported("ZPR000001", { document: { a: 1 }, version: 2 });
    source.changed();
    await turn();
    expect(roll.find("ZPR000001")?.reported).toEqual({ document: { a: 1 }, version: 2 });
    await roll.close();
    expect(source.saved.get("ZPR000001")).toEqual({ document: { a: 1 }, version: 2 });
  });
});
