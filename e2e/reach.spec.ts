import type { Locator, Page } from "@playwright/test";
import { faults } from "./faults";
import { home, journeys } from "./sample";
import { charging, isAboveMenu, scrollsSideways, state } from "./steps";
import { expect, test } from "./test";

const installation = `/installations/${home.id}`;
const charger = `/chargers/${journeys.access}`;
const most = 6;

const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/**
 * The tab stops from the start of a page to `target`, its ways past the header and to `target` taken where they are offered, and as
 * many more as are `passed` on the way.
 */
async function stopsTo(page: Page, target: Locator, ways: readonly string[], passed = 0): Promise<number> {
  let stops = 0;
  const next = async () => {
    await page.keyboard.press("Tab");
    stops += 1;
  };
  for (const name of ways) {
    await next();
    const way = page.getByRole("link", { name });
    await expect(way).toBeFocused();
    await expect(way).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Enter");
  }
  while (stops <= most + passed && !(await focused(target))) await next();
  return stops - passed;
}

/** What is drawn past the right edge of the window, by its text. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main *")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => element.children.length === 0 && element.textContent !== "")
      .map((element) => element.textContent),
  );

test("the keyboard finds a charger, and stops it, within six stops; one more tells the ages of a group", async ({
  page,
  world,
  enter,
}) => {
  await charging(world, journeys.access);
  await enter(page, "support", installation);
  const search = page.getByRole("searchbox", { name: "Find by name or serial" });
  await search.waitFor();
  await page.reload();
  expect(await stopsTo(page, search, ["Skip to content", "To the chargers"])).toBeLessThanOrEqual(most);
  await page.reload();
  // What is wrong in an installation is told first, and each part of it leads to its charger.
  const wrong = await page.getByRole("status", { name: "Verdict" }).getByRole("link").count();
  expect(await stopsTo(page, search, ["Skip to content"], wrong)).toBeLessThanOrEqual(most);

  await page.goto(`${world.url}${charger}`);
  await expect(state(page)).toHaveText(/^Charging/);
  const stop = page.getByRole("button", { name: "Stop charging" });
  expect(await stopsTo(page, stop, ["Skip to content"])).toBeLessThanOrEqual(most);

  const phases = page.getByRole("region", { name: "Phases" });
  const value = phases.getByRole("button");
  await expect(value).toHaveAccessibleName(/^L1 current, \d+\.\d\sA$/);
  await value.focus();
  const ages = page.getByRole("tooltip");
  for (const name of ["L1 current", "L1 voltage", "L3 current", "Imbalance"])
    await expect(ages.getByText(name)).toBeVisible();
  await expect(value).toHaveAccessibleDescription(/L3 voltage Observed .* ago, at \d\d:\d\d:\d\d/);
  await page.mouse.move(0, 0);
  await phases
    .getByText(/^\d{3}$/)
    .last()
    .hover();
  await expect(ages).toHaveText(/^L3 voltage Observed/);
});

test("two keys lead to the search and list the keys, but not for who types, and can be switched off", async ({
  page,
  enter,
}) => {
  await enter(page, "support", installation);
  const search = page.getByRole("searchbox", { name: "Find by name or serial" });
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("?/");
  await expect(search).toHaveValue("?/");
  await expect(keys).toBeHidden();
  await search.fill("");

  await page.getByRole("link", { name: "Installations" }).first().focus();
  await page.keyboard.press("?");
  await expect(keys).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("/");
  await expect(keys.locator(":focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();

  const menu = page.getByRole("button", { name: /^Menu for/ });
  await menu.click();
  await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
  await keys.getByRole("checkbox", { name: "/ and ? act" }).uncheck();
  await keys.getByRole("button", { name: "Close" }).click();
  await expect(menu).toBeFocused();
  await page.reload();
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await page.keyboard.press("/");
  await page.keyboard.press("?");
  await expect(keys).toBeHidden();
  await expect(search).not.toBeFocused();
});

/** The room between each two cards that stand below each other, px. */
const gaps = (page: Page) =>
  page.evaluate(() => {
    const cards = [...document.querySelectorAll("main .card")].map((card) => card.getBoundingClientRect());
    return cards.flatMap((card) => {
      const below = cards.filter(({ left, top }) => Math.abs(left - card.left) < 2 && top >= card.bottom);
      return below.length === 0 ? [] : [Math.min(...below.map(({ top }) => top)) - card.bottom];
    });
  });

test("no hole is between a charger's cards, and their order is the order of the keyboard", async ({ page, enter }) => {
  await enter(page, "support", charger);
  await expect(page.getByRole("region", { name: "Details" })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 860 });
  const found = await gaps(page);
  expect(found.length).toBeGreaterThan(7);
  // The last card of the shorter column has room below it, up to what goes across both.
  expect(found.filter((gap) => gap > 17).length).toBeLessThanOrEqual(1);
  await page.setViewportSize({ width: 360, height: 740 });
  const tops = await page.evaluate(() =>
    [...document.querySelectorAll("main .card")].map((card) => card.getBoundingClientRect().top),
  );
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
});

test("what moves stands still where motion is not wanted", async ({ page, world }) => {
  for (const [reducedMotion, name] of [
    ["no-preference", "pulse"],
    ["reduce", "none"],
  ] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto(`${world.url}/sign-in`);
    await page.evaluate(() =>
      document.body.insertAdjacentHTML("beforeend", '<p id="moves" class="animate-pulse">.</p>'),
    );
    const moving = await page.locator("#moves").evaluate((element) => getComputedStyle(element).animationName);
    expect(moving).toBe(name);
    expect(await page.evaluate(() => document.getAnimations().length > 0)).toBe(reducedMotion !== "reduce");
  }
});

for (const path of ["/", installation, charger]) {
  test(`${path} is whole at 400 %, and nothing in it moves where motion is not wanted`, async ({
    page,
    world,
    enter,
  }) => {
    await charging(world, journeys.access);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 256 });
    await enter(page, "support", path);
    const bar = page.getByRole("meter", { name: "L1" }).first();
    await expect(bar).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await cutOff(page)).toEqual([]);
    if (path !== "/") expect((await bar.boundingBox())?.width).toBeGreaterThan(240);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .map((element) => getComputedStyle(element))
        .filter(({ animationName, transitionDuration }) => animationName !== "none" || transitionDuration !== "0s")
        .map(({ animationName, transitionProperty }) => `${animationName} ${transitionProperty}`),
    );
    expect(moving).toEqual([]);
  });
}

test("the chargers begin on the first screen of a phone, and stand beside the rest from 1100 px", async ({
  page,
  enter,
}) => {
  const phone = { width: 360, height: 740 };
  await page.setViewportSize(phone);
  await enter(page, "owner", installation);
  const list = page.getByRole("region", { name: "Chargers", exact: true });
  const search = page.getByRole("searchbox", { name: "Find by name or serial" });
  await expect(search).toBeInViewport({ ratio: 1 });
  expect(await isAboveMenu(list.getByRole("listitem", { name: /ZPR9/ }).first())).toBe(true);
  const top = async (part: Locator) => (await part.boundingBox())?.y ?? Number.NaN;
  const phases = page.getByRole("region", { name: "Phases" });
  const circuit = page.getByRole("region", { name: "Circuit A", exact: true });
  expect(await top(phases)).toBeLessThan(await top(list));
  expect(await top(list)).toBeLessThan(await top(circuit));

  await page.setViewportSize({ width: 1100, height: 740 });
  for (const part of [phases, circuit])
    expect(((await part.boundingBox())?.x ?? 0) + ((await part.boundingBox())?.width ?? 0)).toBeLessThan(
      (await list.boundingBox())?.x ?? 0,
    );
  await expect(list.getByRole("listitem", { name: /ZPR9/ }).first()).toBeInViewport();
});

test("what a verdict can name is in view once its link is followed, with the chargers above it on a phone", async ({
  page,
  enter,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, "owner", installation);
  await expect(page.getByRole("listitem", { name: /ZPR9/ }).first()).toBeAttached();
  for (const [anchor, name] of [
    ["available", "Available current"],
    ["phases", "Phases"],
    ["circuit-house-c", "Circuit C"],
    ["chargers", "Chargers"],
  ] as const) {
    await page.evaluate((hash) => location.assign(`#${hash}`), anchor);
    const region = page.getByRole("region", { name, exact: true });
    await expect(region).toBeInViewport();
    if (anchor === "chargers") expect((await region.boundingBox())?.y).toBeCloseTo(80, 0);
  }
});
