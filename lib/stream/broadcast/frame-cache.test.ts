import { expect, test } from "vitest";
import type { ChangedIds } from "../coalesce";
import { createFrameCache, type FrameCache } from "./frame-cache";
import { person, TestStream } from "./test-stream";

const nothing: ChangedIds = {
  rev: 1,
  chargers: new Set(),
  installations: new Set(),
  links: false,
  support: false,
  firmware: false,
};

/** A cache over a real fleet, and how often something was looked up in the fleet for it. */
function counted() {
  const { fleetReader } = new TestStream();
  let lookUps = 0;
  const count = <A extends unknown[], R>(look: (...args: A) => R) => {
    return (...args: A) => {
      lookUps += 1;
      return look(...args);
    };
  };
  const cache = createFrameCache({
    ...fleetReader,
    installation: count(fleetReader.installation),
    charger: count(fleetReader.charger),
    detail: count(fleetReader.detail),
    sentObservations: count(fleetReader.sentObservations),
    firmware: count(fleetReader.firmware),
    support: count(fleetReader.support),
  });
  const cost = (ask: (cache: FrameCache) => unknown) => {
    const before = lookUps;
    ask(cache);
    return lookUps - before;
  };
  return { cache, cost };
}

const owner = person("owner", "north");
const parts: [name: string, ask: (cache: FrameCache) => string | null, change: Partial<ChangedIds>][] = [
  ["charger", (cache) => cache.charger("ZAP000001"), { chargers: new Set(["ZAP000001"]) }],
  ["detail", (cache) => cache.detail("ZAP000001"), { chargers: new Set(["ZAP000001"]) }],
  ["sent", (cache) => cache.sent("ZAP000001"), { chargers: new Set(["ZAP000001"]) }],
  ["installation", (cache) => cache.installation("north"), { installations: new Set(["north"]) }],
  ["firmware", (cache) => cache.firmware(owner), { firmware: true }],
  ["support", (cache) => cache.support(), { support: true }],
];

test.each(parts)("%s is made once for everybody, until it changes", (name, ask, change) => {
  const { cache, cost } = counted();
  expect(cost(ask)).toBe(1);
  expect(cost(ask)).toBe(0);
  for (const [other, , elsewhere] of parts) {
    if (Object.keys(elsewhere)[0] === Object.keys(change)[0]) continue;
    cache.forget({ ...nothing, ...elsewhere });
    expect(cost(ask), `${name} after a change of ${other}`).toBe(0);
  }
  cache.forget({ ...nothing, ...change });
  expect(cost(ask)).toBe(1);
  cache.forgetAll();
  expect(cost(ask)).toBe(1);
});

test("the table of firmware is made for each set of rights, and anew for all of them", () => {
  const { cache } = counted();
  const [north, south] = [cache.firmware(owner), cache.firmware(person("owner", "south"))];
  expect(north).toContain("ZAP000001");
  expect(south).not.toContain("ZAP000001");
  const both = counted();
  const ask = (of: FrameCache) => [of.firmware(owner), of.firmware(person("owner", "south"))];
  expect(both.cost(ask)).toBe(2);
  both.cache.forget({ ...nothing, firmware: true });
  expect(both.cost(ask)).toBe(2);
});

test("what does not exist is nothing, and may exist later", () => {
  const { cache, cost } = counted();
  for (const part of [cache.charger, cache.detail, cache.sent, cache.installation]) {
    expect(part("ZAP999999")).toBeNull();
    expect(cost(() => part("ZAP999999"))).toBe(1);
  }
});

test("a fleet of 5,000 chargers is kept whole, and not everything that was ever asked for", () => {
  const { fleetReader } = new TestStream();
  let lookUps = 0;
  const cache = createFrameCache({
    ...fleetReader,
    charger(id) {
      lookUps += 1;
      return Object.assign({}, fleetReader.charger("ZAP000001"), { deviceId: id });
    },
  });
  const askAll = (count: number) => {
    lookUps = 0;
    for (let n = 0; n < count; n += 1) cache.charger(String(n));
    return lookUps;
  };
  askAll(5_000);
  expect(askAll(5_000)).toBe(0);
  askAll(100_000);
  expect(askAll(5_000)).toBeGreaterThan(0);
});
