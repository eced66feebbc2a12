import { journeys } from "./sample";
import { charging, commands, scrollsSideways, state } from "./steps";
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
