import { describe, expect, it } from "vitest";
import { createLog } from "../base/log";
import { countedBy, createSignInCounts, mostRemembered } from "./sign-in-counts";

const log = createLog("test", "silent");

function counts() {
  let at = 1_000_000;
  const made = createSignInCounts({ store: () => null, now: () => at, log });
  return {
    ...made,
    pass(ms: number) {
      at += ms;
    },
  };
}

describe("createSignInCounts, while the store takes no writes", () => {
  const one = countedBy("source", "192.0.2.1", 60_000);
  const other = countedBy("account", "192.0.2.1", 6_000);

  it("counts under each key, and tells what was remembered before", async () => {
    const { take } = counts();
    expect(await take([one, other])).toEqual([0, 0]);
    expect(await take([one])).toEqual([1]);
    expect(await take([one, other])).toEqual([2, 1]);
  });

  it("forgets one after the other", async () => {
    const { take, known, pass } = counts();
    for (let n = 0; n < 3; n += 1) await take([one, other]);
    pass(6_000);
    expect([known(one), known(other)]).toEqual([2.9, 2]);
    pass(60_000);
    expect([known(one), known(other)]).toEqual([1.9, 0]);
  });

  it("takes back what was no failure", async () => {
    const { take, takeBack } = counts();
    await take([one]);
    await takeBack([one]);
    expect(await take([one])).toEqual([0]);
  });

  it("remembers no more than so many of one key", async () => {
    const { take, known } = counts();
    for (let n = 0; n < mostRemembered + 20; n += 1) await take([one]);
    expect(known(one)).toBe(mostRemembered);
  });

  it("remembers the keys that were used last where there are too many", async () => {
    const { take, known } = counts();
    await take([one]);
    for (let n = 0; n < 20_000; n += 1) await take([countedBy("account", String(n), 60_000)]);
    expect(known(one)).toBe(0);
    expect(known(countedBy("account", "0", 60_000))).toBe(1);
  });

  it("keeps nothing of what was typed", () => {
    expect(JSON.stringify(one)).not.toContain("192.0.2.1");
    expect(one.key).not.toBe(other.key);
  });
});
