import { describe, expect, it } from "vitest";
import { createFairTurns, type FairTurns, type Place, type TurnLimits } from "./fair-turns";

const limits: TurnLimits = { atOnce: 1, places: 6, placesPerSource: 4 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

function come(turns: FairTurns, source: string, { failures = 0, known = false } = {}): Place {
  const place = turns.enter({ source, failures, known });
  if (place === null) throw new Error(`There is no place for ${source}.`);
  return place;
}

/** Lets all who are here have their turns, one after the other; returns their sources in that order. */
async function served(turns: FairTurns, sources: string[], known: readonly string[] = []): Promise<string[]> {
  const order: string[] = [];
  const all = sources.map(async (source) => {
    const place = come(turns, source, { known: known.includes(source) });
    await place.turn();
    order.push(source);
    await settled();
    place.leave();
  });
  await Promise.all(all);
  return order;
}

describe("createFairTurns", () => {
  it("serves source by source, whoever came more often", async () => {
    const turns = createFairTurns(limits);
    const first = come(turns, "x");
    await first.turn();
    const others = served(turns, ["a", "a", "a", "b", "c"]);
    first.leave();
    expect(await others).toEqual(["a", "b", "c", "a", "a"]);
  });

  it("serves those first who are known", async () => {
    expect(await served(createFairTurns(limits), ["a", "b", "c", "me"], ["me"])).toEqual(["a", "me", "b", "c"]);
  });

  it("serves no more at once than it may", async () => {
    const turns = createFairTurns({ ...limits, atOnce: 2 });
    const places = ["a", "b", "c"].map((source) => come(turns, source));
    const begun: number[] = [];
    for (const [index, place] of places.entries()) void place.turn().then(() => begun.push(index));
    await settled();
    expect(begun).toEqual([0, 1]);
    places[0]?.leave();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
  });

  it("takes no more from one source than it may", () => {
    const turns = createFairTurns(limits);
    const places = [1, 2, 3, 4].map(() => come(turns, "a"));
    expect(turns.enter({ source: "a", failures: 0, known: false })).toBeNull();
    places[0]?.leave();
    expect(turns.enter({ source: "a", failures: 0, known: false })).not.toBeNull();
  });

  it("gives a place of the source that holds most to one who comes when all are taken", async () => {
    const turns = createFairTurns(limits);
    const many = [1, 2, 3, 4].map(() => come(turns, "a"));
    come(turns, "b");
    come(turns, "c");
    const waiting = many[0]?.turn();
    come(turns, "d");
    const lost = many.filter(({ lost }) => lost.aborted);
    expect(lost).toHaveLength(1);
    await expect(lost[0]?.turn()).rejects.toThrow("given to somebody else");
    await waiting;
  });

  it("of sources that hold as many, the one that failed more gives way, and one that has its turn does not", async () => {
    const turns = createFairTurns({ ...limits, places: 3 });
    const [served, worse] = [come(turns, "a", { failures: 9 }), come(turns, "b", { failures: 5 })];
    come(turns, "c", { failures: 1 });
    await served.turn();
    come(turns, "d");
    expect([served.lost.aborted, worse.lost.aborted]).toEqual([false, true]);
    expect(turns.enter({ source: "e", failures: 2, known: false })).toBeNull();
  });

  it("never refuses one who is known, nor lets strangers take its place", () => {
    const turns = createFairTurns({ ...limits, places: 1 });
    const me = come(turns, "me", { known: true, failures: 9 });
    come(turns, "a");
    expect(turns.enter({ source: "b", failures: 0, known: false })).toBeNull();
    come(turns, "me", { known: true });
    expect(me.lost.aborted).toBe(false);
  });
});
