import type { Locator, Page } from "@playwright/test";
import { home, journeys } from "./sample";
import { charging, scrollsSideways, state } from "./steps";
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
  // What is wrong is told first, in as many lines as it takes.
  const verdict = page.getByRole("status", { name: "Verdict" });
  const lines = Math.round((await verdict.boundingBox())?.height ?? 0);
  await page.setViewportSize({ ...phone, height: phone.height + lines });
  const list = page.getByRole("region", { name: "Chargers", exact: true });
  const search = page.getByRole("searchbox", { name: "Find by name or serial" });
  await expect(search).toBeInViewport({ ratio: 1 });
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
    await expect(page.getByRole("region", { name, exact: true })).toBeInViewport();
  }
});
