import { describe, expect, it } from "vitest";
import { StoreUnavailable } from "../../store/database/unavailable";
import { createLog } from "../base/log";
import { createWaitingPrices } from "./waiting-prices";

const quarterMs = 900_000;
const log = createLog("test", "silent");
const of = (n: number, quarters = 4) => ({
  installationId: `i${n}`,
  at: n,
  slots: [{ from: 0, to: quarters * quarterMs, perKwh: String(n), currency: "EUR" }],
});
const written = (fails: (id: string) => Error | null = () => null) => {
  const ids: string[] = [];
  const publish = async (id: string) => {
    const error = fails(id);
    if (error !== null) throw error;
    ids.push(id);
  };
  return { ids, store: { prices: { publish } as never } };
};

describe("published prices that wait", () => {
  it("are written once, the oldest first", async () => {
    const waiting = createWaitingPrices(log);
    waiting.add([of(1), of(2)]);
    const { ids, store } = written();
    await waiting.write(store);
    await waiting.write(store);
    expect([ids, waiting.isEmpty()]).toEqual([["i1", "i2"], true]);
  });

  it("wait on from where the database went away", async () => {
    const waiting = createWaitingPrices(log);
    waiting.add([of(1), of(2), of(3)]);
    const away = written((id) => (id === "i2" ? new StoreUnavailable("away in a test") : null));
    await expect(waiting.write(away.store)).rejects.toThrow(StoreUnavailable);
    const { ids, store } = written();
    await waiting.write(store);
    expect([away.ids, ids, waiting.dropped()]).toEqual([["i1"], ["i2", "i3"], 0]);
  });

  it("do not keep others out where the database will never take them, and are counted", async () => {
    const waiting = createWaitingPrices(log);
    waiting.add([of(1), of(2)]);
    const { ids, store } = written((id) => (id === "i1" ? new Error("never") : null));
    await waiting.write(store);
    expect([ids, waiting.dropped()]).toEqual([["i2"], 4]);
  });

  it("are bounded: the oldest give way, and are counted", async () => {
    const waiting = createWaitingPrices(log, 10);
    waiting.add([of(1), of(2), of(3)]);
    expect(waiting.dropped()).toBe(4);
    const { ids, store } = written();
    await waiting.write(store);
    expect(ids).toEqual(["i2", "i3"]);
    waiting.add([of(4, 11)]);
    expect([waiting.isEmpty(), waiting.dropped()]).toEqual([true, 15]);
  });

  it("that are being written are not dropped for want of room", async () => {
    const waiting = createWaitingPrices(log, 10);
    waiting.add([of(1, 8)]);
    const meanwhile = written((id) => {
      if (id === "i1") waiting.add([of(2, 8)]);
      return null;
    });
    await waiting.write(meanwhile.store);
    expect([meanwhile.ids, waiting.dropped(), waiting.isEmpty()]).toEqual([["i1", "i2"], 0, true]);
  });

  it("give way as the oldest where they could not be written, and there is no room any more", async () => {
    const waiting = createWaitingPrices(log, 10);
    waiting.add([of(1, 8)]);
    const away = written(() => {
      waiting.add([of(2, 8)]);
      return new StoreUnavailable("away in a test");
    });
    await expect(waiting.write(away.store)).rejects.toThrow(StoreUnavailable);
    const { ids, store } = written();
    await waiting.write(store);
    expect([ids, waiting.dropped()]).toEqual([["i2"], 8]);
  });

  it("are nothing any more once another instance writes them", () => {
    const waiting = createWaitingPrices(log, 10);
    waiting.add([of(1), of(2)]);
    waiting.clear();
    waiting.add([of(3, 10)]);
    expect([waiting.isEmpty(), waiting.dropped()]).toEqual([false, 0]);
  });
});
