import type { Page } from "@playwright/test";
import { home, journeys } from "./sample";
import { charging, state } from "./steps";
import { expect, test } from "./test";
import type { World } from "./world";

test.use({ expectedErrors: [/Failed to load resource/, /ERR_/] });

async function readers(world: World): Promise<number> {
  const answer: unknown = await (await fetch(`${world.url}/api/health`)).json();
  if (typeof answer !== "object" || answer === null || !("stream" in answer)) return Number.NaN;
  const { stream } = answer;
  return typeof stream === "object" && stream !== null && "readers" in stream ? Number(stream.readers) : Number.NaN;
}

const live = (page: Page) => expect(page.getByRole("banner")).toContainText("Live");

/** What a phone does with a page that is not looked at: hidden, and its timers and messages held. */
async function lifecycle(page: Page) {
  const session = await page.context().newCDPSession(page);
  return (state: "frozen" | "active") => session.send("Page.setWebLifecycleState", { state });
}

/** From the page's return to the first moment at which it tells this state, ms by the page's own clock. */
async function watchReturn(page: Page, begins: string): Promise<void> {
  await page.evaluate((word) => {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") return;
      const shown = performance.now();
      const look = () => {
        const told = document.querySelector('[role="status"][aria-label="State"]')?.textContent ?? "";
        if (told.startsWith(word)) document.body.dataset.rightAfterMs = String(performance.now() - shown);
        else requestAnimationFrame(look);
      };
      look();
    });
  }, begins);
}

async function rightAfterMs(page: Page): Promise<number> {
  await expect(page.locator("body")).toHaveAttribute("data-right-after-ms", /./);
  return Number(await page.locator("body").getAttribute("data-right-after-ms"));
}

/** Browsers without shared workers, phones' among them, let one tab hold the stream for the others. */
const ways = [
  { way: "a shared worker", before: "" },
  { way: "a leading tab", before: "delete globalThis.SharedWorker" },
];

for (const { way, before } of ways) {
  test.describe(`with ${way}`, () => {
    test.beforeEach(async ({ context }) => context.addInitScript({ content: before }));

    test("several tabs of one browser share one stream, which outlives the tab that opened it", async ({
      context,
      page,
      world,
      enter,
    }) => {
      const { shared, hidden } = journeys;
      const charger = world.simulator.charger(shared);
      await expect.poll(() => readers(world)).toBe(0);
      await enter(page, "manager", `/installations/${home.id}?q=shared`);
      await live(page);
      const [first, second, third] = [await context.newPage(), await context.newPage(), await context.newPage()];
      await first.goto(`${world.url}/chargers/${shared}`);
      await second.goto(`${world.url}/chargers/${shared}`);
      await third.goto(`${world.url}/chargers/${hidden}`);
      for (const tab of [first, second, third]) await live(tab);
      await expect.poll(() => readers(world)).toBe(1);

      await charging(world, shared);
      for (const tab of [first, second]) await expect(state(tab)).toHaveText(/^Charging/);
      await expect(page.getByRole("listitem", { name: /^Bay shared / })).toContainText("Charging");
      await expect(state(third)).toHaveText(/^No car/);

      await page.close();
      await first.close();
      charger.unplug();
      await expect(state(second)).toHaveText(/^No car/);
      await expect.poll(() => readers(world)).toBe(1);
      await second.close();
      await third.close();
      await expect.poll(() => readers(world)).toBe(0);
    });

    test("a hidden page that comes back is right within a second", async ({ page, world, enter }) => {
      await enter(page, "manager", `/chargers/${journeys.hidden}`);
      await expect(state(page)).toHaveText(/^No car/);
      const become = await lifecycle(page);
      await watchReturn(page, "Charging");
      await become("frozen");
      await charging(world, journeys.hidden);
      await become("active");
      expect(await rightAfterMs(page)).toBeLessThan(1_000);
      world.simulator.charger(journeys.hidden).unplug();
      await expect(state(page)).toHaveText(/^No car/);
    });

    test("so is one whose stream was cut meanwhile", async ({ page, world, enter }) => {
      const charger = world.simulator.charger(journeys.hidden);
      await enter(page, "manager", `/chargers/${journeys.hidden}`);
      await expect(state(page)).toHaveText(/^No car/);
      const become = await lifecycle(page);
      await watchReturn(page, "Charging");
      await become("frozen");
      await world.pages.kill();
      charger.plugIn();
      await world.pages.start();
      await charger.waitFor("charging", ({ mode }) => mode === 3, 60_000);
      await become("active");
      expect(await rightAfterMs(page)).toBeLessThan(1_000);
      charger.unplug();
      await expect(state(page)).toHaveText(/^No car/);
    });
  });
}
