import { get } from "node:http";
import type { Page } from "@playwright/test";
import { home, journeys } from "./sample";
import { charging, state } from "./steps";
import { expect, serverAway, test } from "./test";
import type { World } from "./world";

test.use({ expectedErrors: serverAway });

async function subscribers(world: World): Promise<number> {
  const answer: unknown = await (await fetch(`${world.url}/api/health`)).json();
  if (typeof answer !== "object" || answer === null || !("stream" in answer)) return Number.NaN;
  const { stream } = answer;
  return typeof stream === "object" && stream !== null && "readers" in stream ? Number(stream.readers) : Number.NaN;
}

/** A machine that is busy with a second journey takes its time; without being woken, a stream that was cut may wait 10 s. */
const soonMs = 3_000;

const live = (page: Page) => expect(page.getByRole("banner")).toContainText("Live");

/**
 * What a phone does with a page that is not looked at: it is hidden, and then nothing of it runs. A browser under test
 * takes every page for visible, so the page is told, and the debugger holds it.
 */
async function putAway(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Debugger.enable");
  const held = new Promise((resolve) => session.once("Debugger.paused", resolve));
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    setInterval(() => undefined, 50);
  });
  await session.send("Debugger.pause");
  await held;
  /** Looks at the page again. @returns how long it took to tell that the charger charges, ms by the page's own clock. */
  return async () => {
    await session.send("Debugger.resume");
    await session.detach();
    return page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const shownAt = performance.now();
          Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
          const look = () => {
            const told = document.querySelector('[role="status"][aria-label="State"]')?.textContent ?? "";
            if (told.startsWith("Charging")) resolve(performance.now() - shownAt);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
  };
}

/** Asks for a stream and goes away after `ms`, whatever has come of it by then. */
function askAndLeave(url: string, cookie: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const request = get(url, { headers: { cookie } });
    request.on("response", (answer) => answer.resume());
    // Its own going is told to it as an error.
    request.on("error", () => undefined);
    request.on("close", resolve);
    setTimeout(() => request.destroy(), ms);
  });
}

test("who leaves while a stream is being opened is not taken for a subscriber", async ({ page, world, enter }) => {
  await enter(page, "manager");
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.close();
  const url = `${world.url}/api/stream?scope=installation:${home.id}`;
  // A stream that is stayed with shows that those before it have been dealt with.
  const staying = new AbortController();
  for (let ms = 0; ms < 40; ms += 1) await Promise.all([0, 1, 2].map(() => askAndLeave(url, cookie, ms)));
  expect((await fetch(url, { headers: { cookie }, signal: staying.signal })).status).toBe(200);
  await expect.poll(() => subscribers(world)).toBe(1);
  staying.abort();
  await expect.poll(() => subscribers(world)).toBe(0);
});

/** Browsers without shared workers, phones' among them, let one tab hold the stream for the others. */
const ways = [
  { way: "a shared worker", before: "" },
  { way: "a leading tab", before: "delete globalThis.SharedWorker" },
];

for (const { way, before } of ways) {
  test.describe(`with ${way}`, () => {
    test.beforeEach(async ({ context, world }) => {
      await context.addInitScript({ content: before });
      // An earlier test may have restarted the dashboard: until a charger speaks again, what it said before counts as old.
      for (const id of [journeys.shared, journeys.hidden]) world.simulator.charger(id).say(809, "-60");
    });

    test("several tabs of one browser share one stream, which outlives the tab that opened it", async ({
      context,
      page,
      world,
      enter,
    }) => {
      const { shared, hidden } = journeys;
      const charger = world.simulator.charger(shared);
      await expect.poll(() => subscribers(world)).toBe(0);
      await enter(page, "manager", `/installations/${home.id}?q=shared`);
      await live(page);
      const [first, second, third] = [await context.newPage(), await context.newPage(), await context.newPage()];
      await first.goto(`${world.url}/chargers/${shared}`);
      await second.goto(`${world.url}/chargers/${shared}`);
      await third.goto(`${world.url}/chargers/${hidden}`);
      for (const tab of [first, second, third]) await live(tab);
      await expect.poll(() => subscribers(world)).toBe(1);

      await charging(world, shared);
      for (const tab of [first, second]) await expect(state(tab)).toHaveText(/^Charging/);
      await expect(page.getByRole("listitem", { name: /^Bay shared / })).toContainText("Charging");
      await expect(state(third)).toHaveText(/^No car/);

      await page.close();
      await first.close();
      charger.unplug();
      await expect(state(second)).toHaveText(/^No car/);
      await expect.poll(() => subscribers(world)).toBe(1);
      await second.close();
      await third.close();
      await expect.poll(() => subscribers(world)).toBe(0);
    });

    test("a hidden page that comes back is right at once", async ({ page, world, enter }) => {
      await enter(page, "manager", `/chargers/${journeys.hidden}`);
      await expect(state(page)).toHaveText(/^No car/);
      const takeOut = await putAway(page);
      await charging(world, journeys.hidden);
      expect(await takeOut()).toBeLessThan(soonMs);
      world.simulator.charger(journeys.hidden).unplug();
      await expect(state(page)).toHaveText(/^No car/);
    });

    test("so is one whose stream was cut meanwhile", async ({ browser, page, world, enter }) => {
      const charger = world.simulator.charger(journeys.hidden);
      const other = await browser.newContext();
      const witness = await other.newPage();
      await enter(witness, "manager", `/chargers/${journeys.hidden}`);
      await enter(page, "manager", `/chargers/${journeys.hidden}`);
      await expect(state(page)).toHaveText(/^No car/);
      const takeOut = await putAway(page);
      await world.pages.kill();
      charger.plugIn();
      await world.pages.start();
      await charger.waitFor("charging", ({ mode }) => mode === 3, 60_000);
      // The dashboard itself takes what the charger said while it was away for old, until the charger says more.
      await expect(state(witness)).toHaveText(/^Charging/);
      expect(await takeOut()).toBeLessThan(soonMs);
      charger.unplug();
      await expect(state(page)).toHaveText(/^No car/);
      await other.close();
    });
  });
}
