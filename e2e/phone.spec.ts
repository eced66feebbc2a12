import { journeys } from "./sample";
import { charging, commands, isAboveMenu, scrollsSideways, state } from "./steps";
import { expect, test } from "./test";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("on a phone in the garage: find the charger, stop it, see that it did", async ({ page, world, enter }) => {
  await charging(world, journeys.garage);
  await enter(page, "manager");
  const find = page.getByRole("searchbox", { name: "Find by name or serial" });
  await find.tap();
  await find.pressSequentially("garage");
  await expect(find).toHaveValue("garage");
  const row = page.getByRole("listitem", { name: /^Bay garage ZPR900015/ });
  await expect(row).toContainText("Charging");
  expect(await scrollsSideways(page)).toBe(false);
  await row.getByRole("link").tap();

  await expect(state(page)).toHaveText(/^Charging/);
  await page.getByRole("button", { name: "Stop charging" }).tap();
  const dialog = page.getByRole("alertdialog", { name: "Stop charging Bay garage?" });
  await expect(dialog).toContainText("stays plugged in");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeInViewport();
  await dialog.getByRole("button", { name: "Stop charging" }).tap();
  await expect(commands(page)).toContainText("Effective");
  await expect(state(page)).toHaveText(/^Paused.*Sample Manager/);
  await expect(state(page)).toBeInViewport();
  expect(await scrollsSideways(page)).toBe(false);
});

test("what is possible now stays above the menu while the controls are scrolled away, once and with its question", async ({
  page,
  world,
  enter,
}) => {
  const charger = world.simulator.charger(journeys.sticky);
  await charging(world, journeys.sticky);
  await enter(page, "manager", `/chargers/${journeys.sticky}`);
  await expect(state(page)).toHaveText(/^Charging/);
  const stop = page.getByRole("button", { name: "Stop charging", exact: true });
  const start = page.getByRole("button", { name: "Start charging", exact: true });
  const bottom = () => page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const [act, other, goes] of [
    [stop, start, () => page.getByRole("alertdialog").getByRole("button", { name: "Stop charging" }).tap()],
    [start, stop, () => Promise.resolve()],
  ] as const) {
    await bottom();
    await expect(act).toBeInViewport({ ratio: 1 });
    await expect(act).toHaveCount(1);
    await expect(other).not.toBeInViewport();
    expect(await isAboveMenu(act)).toBe(true);
    // The end of the page can be read above it.
    await bottom();
    const [end, bar] = [await page.locator("main > div").last().boundingBox(), await act.boundingBox()];
    expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    expect(await scrollsSideways(page)).toBe(false);
    await act.tap();
    await goes();
    await expect(act).toHaveAttribute("aria-disabled", "true");
  }
  await expect(state(page)).toHaveText(/^Charging/);
  await page.setViewportSize({ width: 320, height: 256 });
  await bottom();
  await expect(stop).not.toBeInViewport();
  charger.unplug();
});

test("a page that was scrolled before it came alive stays where it is", async ({ page, enter }) => {
  await enter(page, "manager");
  const find = page.getByRole("searchbox", { name: "Find by name or serial" });
  await find.waitFor();
  await page.addInitScript(() =>
    addEventListener("DOMContentLoaded", () => document.getElementById("chargers")?.scrollIntoView()),
  );
  await page.goto(page.url());
  await expect(page.getByRole("banner").getByText("Live")).toBeAttached();
  await expect(page.getByRole("listitem", { name: /ZPR9000/ }).first()).toBeInViewport();
  await expect(find).toBeInViewport();
});
