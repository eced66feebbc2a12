import { expect, test } from "@playwright/test";
import type { Finding } from "../lib/truth/judge/finding";
import { run, type World } from "../lib/truth/run";
import { watchPage } from "./truth-page";

const words = ({ of, field, lie, detail }: Finding) => `${of} ${field}: ${lie}: ${detail}`;

// The whole product, in the hand of one test each: they take their time, and both cores.
test.describe.configure({ mode: "serial", timeout: 180_000 });

test("what stream and page tell is what a simulated world knows to be true, whatever breaks", async ({ page }) => {
  let opened: (world: World) => void = () => undefined;
  const world = new Promise<World>((resolve) => {
    opened = resolve;
  });
  const running = run({
    seed: 7,
    chargers: 10,
    durationMs: 50_000,
    fate: { calmMs: 6_000, clocks: true },
    kills: { everyMs: 12_000, parts: ["pages", "gateway", "database"] },
    commandsEveryMs: 2_000,
    ready: opened,
  });
  const [looks, { tally, kills, acknowledged }] = await Promise.all([
    world.then((there) => watchPage(page, there, [...there.cast.books.keys()][0] ?? "", running)),
    running,
  ]);
  expect(looks).toBeGreaterThan(30);
  expect(kills).toBeGreaterThan(0);
  expect(acknowledged).toBeGreaterThan(100);
  expect(tally.counts.true).toBeGreaterThan(5_000);
  expect(tally.lies.map(words)).toEqual([]);
});

test("nothing that was acknowledged is lost when parts are killed", async () => {
  const { tally, kills, acknowledged } = await run({
    seed: 8,
    chargers: 10,
    durationMs: 85_000,
    fate: { calmMs: 20_000, clocks: false, blows: ["cut", "halfOpenThenCut", "ownRestart"] },
    chatterMs: 300,
    kills: { everyMs: 11_000, most: 6, parts: ["pages", "gateway", "database"] },
    commandsEveryMs: 4_000,
  });
  expect(kills).toBeGreaterThan(3);
  expect(acknowledged).toBeGreaterThan(1_000);
  expect(tally.lies.map(words)).toEqual([]);
});
