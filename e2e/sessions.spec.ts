import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { keepSessions, testSession } from "../lib/store/sessions/test-session";
import { foreignCharger, home, sdkCharger } from "./sample";
import { scrollsSideways } from "./steps";
import { expect, test } from "./test";

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;
// Other journeys look at the sums of the last two months.
const monthsAgo = new Date();
monthsAgo.setUTCDate(1);
monthsAgo.setUTCMonth(monthsAgo.getUTCMonth() - 4);
const at = (day: number, hour: number) => Date.UTC(monthsAgo.getUTCFullYear(), monthsAgo.getUTCMonth(), day, hour);
const monthName = monthsAgo.toISOString().slice(0, 7);
const month = `/sessions?month=${monthName}`;
/** As it is in the sample house, to the minute. */
const local = (instant: number) =>
  new Date(instant).toLocaleString("sv-SE", { timeZone: "Europe/Berlin" }).slice(0, "2026-10-05 19:00".length);
const many = 1_200;

test.beforeAll(async ({ world }) => {
  const place = { deviceId: sdkCharger, installationId: home.id, circuitId: "house-a" };
  const sessions = [
    testSession("first", at(5, 17), at(5, 20), 21_000, { tag: "nfc-sample-1", flags: ["late", "noMeter"] }),
    testSession("second", at(25, 22), at(26, 2), 4_000, { tag: "nfc-sample-2" }),
    testSession("empty", at(27, 8), at(27, 9), 0, { failedStarts: [at(27, 8)] }),
    testSession("unknown", at(28, 8), at(28, 9), null),
    ...Array.from({ length: many }, (_, n) =>
      testSession(
        `many ${n}`,
        Date.UTC(2025, 2, 1) + n * quarterMs,
        Date.UTC(2025, 2, 1) + (n + 1) * quarterMs - 1,
        100,
      ),
    ),
  ];
  await keepSessions(world.store, place, sessions, at(29, 0));
});

const table = (page: Page) => page.getByRole("table", { name: "Sessions" });
const rows = (page: Page) =>
  table(page)
    .getByRole("row")
    .filter({ has: page.getByRole("link") });
const total = (page: Page) => page.getByRole("status", { name: "Total" });

async function exported(page: Page, format: RegExp): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: format }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

test("an owner finds a month's sessions, names who charged, and takes them along as a file", async ({
  page,
  world,
  enter,
}) => {
  await enter(page, "owner", month);
  await expect(rows(page)).toHaveCount(3);
  await expect(total(page)).toHaveText(
    "3 sessions · at least 25.00 kWh, 1 unknown · 1 start failed · 1 without energy hidden",
  );
  await page.getByRole("button", { name: "Also without energy" }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(page).toHaveURL(new RegExp(`month=${monthName}&empty=true$`));

  await table(page).getByRole("button", { name: "Energy" }).click();
  await expect(rows(page).first()).toContainText("21.00");
  await expect(table(page).getByRole("columnheader", { name: "Energy" })).toHaveAttribute("aria-sort", "descending");
  await table(page).getByRole("button", { name: "Energy" }).click();
  await expect(rows(page).last()).toContainText("21.00");
  // What is unknown is not 0.
  await expect(rows(page).first()).toContainText("–");

  await page.getByRole("link", { name: "Names of tags" }).click();
  const tag = page.getByRole("listitem").filter({ hasText: "nfc-sample-1" });
  await tag.getByLabel("Name").fill("Sample Resident");
  await tag.getByLabel("Group").fill("Flat 1");
  await tag.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "With a name" })).toContainText("nfc-sample-1");
  await page.goto(`${world.url}${month}&installation=${home.id}`);
  await expect(rows(page).filter({ hasText: "Sample Resident · Flat 1" })).toHaveCount(1);
  await page.getByRole("combobox", { name: "Who" }).selectOption("Flat 1");
  await expect(rows(page)).toHaveCount(1);
  await expect(total(page)).toContainText("1 session · 21.00");

  const file = await exported(page, /^CSV Commas/);
  expect(file.split("\r\n")).toHaveLength(4);
  expect(file).toContain(`,${local(at(5, 17))}:00,${local(at(5, 20))}:00,+0`);
  expect(file).toContain("Sample Resident");
});

test("a session's own page tells how sure its figures are, and when the energy flowed", async ({ page, enter }) => {
  await enter(page, "owner", month);
  await rows(page).filter({ hasText: "21.00" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Session at");
  const facts = page.getByRole("region", { name: "Figures" });
  await expect(facts).toContainText("21.00");
  await expect(facts).toContainText(local(at(5, 17)).slice(-"19:00".length));
  await expect(page.getByRole("region", { name: "Notes" })).toContainText("more than an hour after its end");
  const course = page.getByRole("region", { name: "When the energy flowed" });
  await expect(course.getByRole("img")).toHaveAccessibleName(/at most 1\.75/);
  await course.getByRole("button", { name: "As a table" }).click();
  await expect(course.getByRole("row")).toHaveCount(13);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("a manager sees sessions without names and cost", async ({ page, world, enter }) => {
  await world.store.tags.put(
    home.id,
    { tag: "nfc-sample-2", name: "Sample Neighbour", group: null },
    { name: "Sample Owner", at: 1 },
  );
  await enter(page, "manager", month);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasText: "nfc-sample-2" })).toHaveCount(1);
  await expect(table(page).getByRole("columnheader", { name: "Cost" })).toHaveCount(0);
  await expect(page.getByText("Sample Neighbour")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Names of tags" })).toHaveCount(0);
  expect(await exported(page, /^CSV Commas/)).not.toContain("Sample Neighbour");
});

test("an owner erases who holds a tag: its sessions stay, without it", async ({ page, world, enter }) => {
  const tag = "nfc-sample-erased";
  await keepSessions(
    world.store,
    { deviceId: foreignCharger, installationId: home.id, circuitId: "house-a" },
    [testSession("erased", Date.UTC(2024, 2, 1), Date.UTC(2024, 2, 1, 1), 3_000, { tag })],
    at(29, 0),
  );
  await world.store.tags.put(home.id, { tag, name: "Sample Guest", group: null }, { name: "Sample Owner", at: 1 });
  await enter(page, "owner", `/installations/${home.id}/names`);
  await page.getByRole("button", { name: "Erase Sample Guest" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Erase Sample Guest?" });
  await expect(dialog).toContainText("It cannot be undone");
  await expect(dialog).toContainText("The sessions with their times, energy and cost");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const act = dialog.getByRole("button", { name: "Erase", exact: true });
  await expect(act).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("checkbox").check();
  await act.click();
  await expect(page.getByText("Erased. 1 session stays, without a tag.")).toBeVisible();
  await expect(page.getByText("Sample Guest")).toHaveCount(0);
  await page.goto(`${world.url}/sessions?month=2024-03`);
  await expect(total(page)).toContainText("1 session · 3.00");
  await expect(table(page)).not.toContainText(tag);
});

test.describe("the page of names", () => {
  test.use({ expectedErrors: /404/ });

  test("is not there for a manager", async ({ page, world, enter }) => {
    await enter(page, "manager", month);
    const answer = await page.goto(`${world.url}/installations/${home.id}/names`);
    expect(answer?.status()).toBe(404);
  });
});

test("more than a thousand sessions are drawn as far as they are looked at, and reached to the last", async ({
  page,
  enter,
}) => {
  await enter(page, "owner", "/sessions?from=2025-03-01&to=2025-03-31&sort=begin&order=asc");
  await expect(total(page)).toContainText("1,200 sessions · 120.00");
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(many + 1));
  await expect
    .poll(
      async () => {
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        return rows(page).last().getAttribute("aria-rowindex");
      },
      { timeout: 30_000 },
    )
    .toBe(String(many + 1));
  expect(await rows(page).count()).toBeLessThan(60);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("the list is whole, and orders by a choice", async ({ page, enter }) => {
    await enter(page, "owner", month);
    await expect(rows(page)).toHaveCount(3);
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole("combobox", { name: "Order" }).selectOption({ label: "Least energy first" });
    await expect(rows(page).last()).toContainText("21.00");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await rows(page).last().getByRole("link").tap();
    await expect(page.getByRole("region", { name: "Figures" })).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
  });
});

test.describe("a time without sessions", () => {
  test("says so", async ({ page, enter }) => {
    await enter(page, "owner", "/sessions?month=2020-01");
    await expect(page.getByText("No sessions")).toBeVisible();
    await expect(total(page)).toHaveText("0 sessions · 0.00 kWh");
  });
});
