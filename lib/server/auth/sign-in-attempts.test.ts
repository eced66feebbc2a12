import { describe, expect, it } from "vitest";
import { createFairTurns } from "../base/fair-turns";
import { createLog } from "../base/log";
import { createSignInAttempts, waitMs } from "./sign-in-attempts";
import { createSignInCounts } from "./sign-in-counts";

const log = createLog("test", "silent");
const wrong = async () => null;
const right = async () => "somebody" as const;

function attempts(places = 200) {
  const waits: number[] = [];
  const counts = createSignInCounts({ store: () => null, now: () => 1_000_000, log });
  const turns = createFairTurns({ atOnce: 1, places, placesPerSource: 10 });
  const { make } = createSignInAttempts({
    counts,
    turns,
    async sleep(ms) {
      waits.push(ms);
    },
  });
  return { waits, make };
}

const attempt = (email: string, address: string, knownAs: string | null = null) => ({ email, address, knownAs });

describe("waitMs", () => {
  it("is nothing for five, and doubles from there up to its bound", () => {
    expect([0, 4.9, 5, 6, 7.5, 9, 30].map((remembered) => waitMs(remembered, 8_000))).toEqual([
      0, 0, 1_000, 2_000, 4_000, 8_000, 8_000,
    ]);
  });
});

describe("createSignInAttempts", () => {
  it("slows one address that tries many accounts, and checks the right password all the same", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 12; n += 1) expect(await make(attempt(`p${n}@x`, "192.0.2.1"), wrong)).toBeNull();
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(await make(attempt("mine@x", "192.0.2.1"), right)).toBe("somebody");
  });

  it("counts addresses of one IPv6 customer together, and leaves others alone", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 6; n += 1) await make(attempt(`p${n}@x`, `2001:db8:1:2::${n}`), wrong);
    expect(waits).toEqual([1_000]);
    await make(attempt("other@x", "2001:db8:1:3::1"), wrong);
    expect(waits).toHaveLength(1);
  });

  it("slows many addresses that try one account, but not beyond what its owner can wait for", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 34; n += 1) await make(attempt("owner@x", `192.0.2.${n}`), wrong);
    expect(Math.max(...waits)).toBe(8_000);
    expect(await make(attempt("owner@x", "198.51.100.1"), right)).toBe("somebody");
  });

  it("leaves a browser alone that signed in before, whoever attacks the account from where", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 34; n += 1) await make(attempt("owner@x", `192.0.2.${n % 3}`), wrong);
    waits.length = 0;
    expect(await make(attempt("owner@x", "192.0.2.1", "owner"), wrong)).toBeNull();
    expect(await make(attempt("owner@x", "192.0.2.1", "owner"), right)).toBe("somebody");
    expect(waits).toEqual([]);
  });

  it("gives such a browser ten a minute, and takes the rest for a stranger's", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 10; n += 1) await make(attempt("owner@x", "192.0.2.1", "owner"), wrong);
    for (let n = 0; n < 6; n += 1) await make(attempt("owner@x", "192.0.2.1", "owner"), wrong);
    expect(waits).toEqual([1_000]);
  });

  it("does not count what succeeded or could not be judged", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 20; n += 1) await make(attempt("owner@x", "192.0.2.1"), right);
    for (let n = 0; n < 20; n += 1) await make(attempt("owner@x", "192.0.2.1"), async () => "unavailable");
    expect(waits).toEqual([]);
  });

  it("does not let a sign-in of one's own wipe out what one failed before", async () => {
    const { waits, make } = attempts();
    for (let n = 0; n < 5; n += 1) await make(attempt(`p${n}@x`, "192.0.2.1"), wrong);
    await make(attempt("mine@x", "192.0.2.1"), right);
    await make(attempt("p6@x", "192.0.2.1"), wrong);
    expect(waits).toEqual([1_000, 1_000]);
  });

  it("serves an address that comes once while another floods, and refuses what is too much of the flood", async () => {
    const { make } = attempts();
    const order: string[] = [];
    const check = (name: string) => async () => {
      order.push(name);
      await new Promise((resolve) => setImmediate(resolve));
      return null;
    };
    const flood = Array.from({ length: 12 }, (_, n) => make(attempt(`p${n}@x`, "192.0.2.1"), check("flood")));
    await make(attempt("owner@x", "198.51.100.1"), check("owner"));
    expect(order.indexOf("owner")).toBeLessThanOrEqual(2);
    expect((await Promise.all(flood)).filter((outcome) => outcome === "tooMany")).toHaveLength(2);
  });

  it("gives a place to who has failed less when all are taken", async () => {
    const { make } = attempts(2);
    for (let n = 0; n < 3; n += 1) await make(attempt("a@x", "192.0.2.1"), wrong);
    let open: () => void = () => undefined;
    const opened = new Promise<null>((resolve) => {
      open = () => resolve(null);
    });
    const holds = make(attempt("b@x", "192.0.2.2"), () => opened);
    const waits = make(attempt("c@x", "192.0.2.1"), wrong);
    const comes = make(attempt("d@x", "192.0.2.3"), right);
    expect(await waits).toBe("tooMany");
    open();
    expect(await comes).toBe("somebody");
    await holds;
  });
});
