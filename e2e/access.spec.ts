import { faults } from "./faults";
import { home, journeys } from "./sample";
import { charging, scrollsSideways, state } from "./steps";
import { expect, test } from "./test";

const paths = ["/", `/installations/${home.id}`, `/chargers/${journeys.access}`, "/firmware", "/support"];
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };
const wall = { width: 1920, height: 1080 };

test("the sign-in page is accessible", async ({ page, world }) => {
  await page.goto(`${world.url}/sign-in`);
  await expect(page.getByLabel("Email")).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

for (const path of paths) {
  test(`${path} is accessible, and fits a phone, a desk and a wall`, async ({ page, world, enter }) => {
    await charging(world, journeys.access);
    await enter(page, "support", path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const size of [phone, desk, wall]) {
      await page.setViewportSize(size);
      expect(await scrollsSideways(page), `${path} at ${size.width}`).toBe(false);
      if (size !== wall) expect(await faults(page), `${path} at ${size.width}`).toEqual([]);
    }
  });
}

test("what opens on a charger's page is accessible too, and gives the focus back", async ({ page, world, enter }) => {
  await charging(world, journeys.access);
  await page.setViewportSize(phone);
  await enter(page, "support", `/chargers/${journeys.access}`);
  await expect(state(page)).toHaveText(/^Charging/);
  await page.getByRole("button", { name: "Show all observations" }).click();
  await page.getByRole("button", { name: "As a table" }).click();
  expect(await faults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole("button", { name: "Stop charging" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Stop charging" })).toBeFocused();
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("a browser that asks for German gets it, and keeps its page in one language", async ({ page, world }) => {
    await page.goto(`${world.url}/sign-in`);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("button", { name: "Anmelden", exact: true })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
});
