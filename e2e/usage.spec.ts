import type { Page } from "@playwright/test";
import type { Session } from "../lib/sessions/types";
import { faults } from "./faults";
import { foreign, foreignCharger, home, journeys } from "./sample";
import { presence, scrollsSideways, smallestPrint } from "./steps";
import { expect, test } from "./test";
import type { World } from "./world";

const quarterMs = 900_000;
const deviceId = journeys.usage;
/** Berlin's time, in which the sample house's days are. */
const timeZone = "Europe/Berlin";
const path = `/installations/${home.id}`;

const monthAgo = (months: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
};
const nameOf = (date: Date) => new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" }).format(date);
const lastMonth = monthAgo(1);
const before = monthAgo(2);

/** A session of 12 kWh, in so many quarter-hours, of which the last is estimated. */
function session(at: number, count: number): Session {
  const moment = (when: number) => ({ at: when, by: "charger" as const, charger: when, us: null, within: null });
  return {
    id: `session at ${at}`,
    hasOwnId: true,
    start: moment(at),
    end: moment(at + count * quarterMs),
    endedBy: "record",
    isOpen: false,
    firstCurrentAt: at,
    lastCurrentAt: at,
    energy: {
      wh: 12_000,
      source: "charger",
      meterWh: null,
      chargerWh: 12_000,
      counterWh: null,
      powerWh: null,
      isPowerWhole: false,
    },
    tag: null,
    chargingMs: count * quarterMs,
    waitingMs: 0,
    unknownMs: 0,
    highestPowerW: null,
    terminals: null,
    pauses: [],
    failedStarts: [at],
    firmware: null,
    commandIds: [],
    signedReadings: null,
    signed: null,
    signedBy: null,
    meterStartWh: null,
    meterEndWh: null,
    quarters: Array.from({ length: count }, (_, n) => ({
      at: at + n * quarterMs,
      wh: 12_000 / count,
      isEstimated: n === count - 1,
    })),
    flags: ["noMeter"],
  };
}

async function charged({ store }: World, id: string, installationId: string, at: number, count: number): Promise<void> {
  await store.sessions.replace({
    deviceId: id,
    due: [],
    from: at * 1_000,
    to: (at + count * quarterMs) * 1_000,
    notBefore: 0,
    sessions: [session(at, count)],
    also: [],
    installationId,
    circuitId: null,
    until: Date.now() * 1_000,
  });
}
/** An hour at noon (UTC) of last month's 15th. */
const chargedLastMonth = (world: World) => charged(world, deviceId, home.id, lastMonth.getTime(), 4);

/** What stands below the chargers comes when it is about to be seen. */
async function below(page: Page): Promise<void> {
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await expect(async () => {
    await page.mouse.wheel(0, 10_000);
    await expect(page.getByRole("region", { name: "Availability" })).toBeVisible({ timeout: 500 });
  }).toPass();
}

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("an owner looks at a month's energy by day and by the hour of the week, and at who responded", async ({
  page,
  world,
  enter,
}) => {
  await chargedLastMonth(world);
  await enter(page, "owner", path);
  await below(page);
  await expect(region(page, "Today")).toContainText(/main fuse 400\sA|Nothing was measured today yet/);
  await expect(page.getByRole("button", { name: "Later month" })).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("button", { name: "Earlier month" }).click();
  await expect(page.getByRole("heading", { name: nameOf(lastMonth) })).toBeVisible();
  const energy = region(page, "Energy per day");
  // After the 15th nobody heard of the charger.
  await expect(energy).toContainText(new RegExp(`${nameOf(lastMonth)}: at least 12\\.0\\skWh\\.`));
  await expect(energy).toContainText(/The quarter-hours of 3\.00\skWh are estimated/);
  await energy.getByRole("button", { name: "Energy per day: As a table" }).click();
  const day = energy.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^15 / }) });
  // Of chargers of other journeys nothing may be known that day.
  await expect(day.getByRole("cell")).toHaveText([/^(at least )?12\.0\skWh$/, /^3\.00\skWh$/]);

  const week = page.getByRole("table", { name: /^kWh by hour and day of the week/ });
  const [weekday = "", hour = ""] = ["weekday", "hour"].map((part) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, [part]: part === "hour" ? "2-digit" : "short" }).format(lastMonth),
  );
  const column = await week.getByRole("columnheader").allTextContents();
  const cell = week
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: hour, exact: true }) })
    .getByRole("cell")
    .nth(column.indexOf(weekday));
  await expect(cell).toHaveText(/^≥at least [\d.]+$/);
  await expect(cell).not.toHaveText(/ 0$/);

  await page.getByLabel("Circuit", { exact: true }).last().selectOption({ label: "B" });
  await expect(energy).toContainText(`Nothing is known of ${nameOf(lastMonth)}.`);
  await expect(page).toHaveURL(new RegExp(`month=${lastMonth.toISOString().slice(0, 7)}.*of=house-b`));
  await page.reload();
  await below(page);
  await expect(region(page, "Energy per day")).toContainText(`Nothing is known of ${nameOf(lastMonth)}.`);

  const availability = region(page, "Availability");
  await expect(availability).toContainText(`Phaseboard did not watch in ${nameOf(lastMonth)}`);
  const item = availability.getByRole("listitem").filter({ hasText: "1 failed start" });
  await expect(item).toContainText(
    /Not known whether it responded.*1 session · 1 failed start · 0\.0\s% started at the first attempt/,
  );
  await expect(item.getByRole("link")).toHaveAttribute("href", `/chargers/${deviceId}`);

  await page.getByRole("button", { name: "Earlier month" }).click();
  await expect(region(page, "Hours of the week")).toContainText(`Nothing is known of ${nameOf(before)}.`);

  await page.goto(`${world.url}${path}?month=2199-01`);
  await below(page);
  await expect(region(page, "Energy per day")).toContainText("January 2199 has not begun yet.");
  await expect(availability).toContainText("January 2199 has not begun yet.");
});

test("an outage of this month is told, with since when and its cause", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(deviceId);
  await enter(page, "owner", `/chargers/${deviceId}`);
  await expect(presence(page)).toHaveText(/^Online/);
  charger.disconnect();
  await expect(presence(page)).toHaveText(/^Offline/, { timeout: 60_000 });
  const item = region(page, "Availability").getByRole("listitem").filter({ hasText: "Bay usage" });
  // It is kept a moment later.
  await expect(async () => {
    await page.goto(`${world.url}${path}`);
    await below(page);
    await expect(item.first()).toContainText("1 outage", { timeout: 5_000 });
  }).toPass();
  await expect(region(page, "Availability")).toContainText("Of the time that Phaseboard itself watched");
  await expect(item.first()).toContainText(/\d\.\d\s% responding/);
  await item.first().getByText("1 outage").click();
  const outages = page.getByRole("list", { name: "Outages of Bay usage" });
  await expect(outages).toContainText(/since \d\d:\d\d \(\d+ (s|min)\): its connection was gone/);
  charger.reconnect();
});

test("it is read on a phone, in both themes, and by a screen reader", async ({ page, world, enter }) => {
  await chargedLastMonth(world);
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, "owner", `${path}?month=${lastMonth.toISOString().slice(0, 7)}`);
  await below(page);
  await expect(page.getByRole("table", { name: /^kWh by hour/ })).toBeVisible();
  await page.getByRole("button", { name: "Energy per day: As a table" }).click();
  expect(await scrollsSideways(page)).toBe(false);
  expect(await smallestPrint(page)).toBeGreaterThanOrEqual(12);
  expect(await faults(page)).toEqual([]);
});

test("a card among the installations tells today's and this month's energy", async ({ page, world, enter }) => {
  // One of which nothing else was ever heard.
  await charged(world, foreignCharger, foreign.id, Math.floor(Date.now() / quarterMs) * quarterMs, 1);
  await enter(page, "support", "/");
  const card = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: foreign.name, exact: true }) });
  const month = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone }).format(new Date());
  await expect(card).toContainText(new RegExp(`Today 12\\.0\\skWh up to \\d\\d:\\d\\d · ${month} 12\\.0\\skWh$`));
  expect(await faults(page)).toEqual([]);
});
