import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { type HistoryRow, ownKinds } from "../lib/domain/history/row";
import { rowAt } from "../lib/store/history/test-history";
import { faults } from "./faults";
import { journeys, password, people } from "./sample";
import { ask, charging, scrollsSideways, state } from "./steps";
import { expect, test } from "./test";
import type { World } from "./world";

const deviceId = journeys.timeline;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The full hour before the last but one: nothing of what the world's own chargers tell is in it. */
const begin = Math.floor(Date.now() / hourMs) * hourMs - 30 * hourMs;
const iso = (at: number) => new Date(at).toISOString().replace(".000Z", "Z");

const told = (minutes: number, kind: number, raw: string): HistoryRow =>
  rowAt((begin + minutes * minuteMs) * 1_000, raw, { deviceId, kind });

/** A car charges for half an hour, then the charger is gone for twenty minutes, and is back with another power and a warning. */
async function keepPast({ store }: World): Promise<void> {
  const rows = [
    told(0, ownKinds.presence, "online"),
    ...[
      [710, "3"],
      [718, "0"],
      [708, "16"],
      [513, "7200"],
      [507, "10.5"],
      [508, "11.5"],
      [509, "12.5"],
      [911, "5.0.0.1"],
    ].map(([kind, raw]) => told(1, Number(kind), String(raw))),
    told(30, ownKinds.presence, "offline"),
    told(50, ownKinds.presence, "online"),
    ...[
      [710, "5"],
      [718, "1"],
      [513, "0"],
      [507, "0"],
      [508, "0"],
      [509, "0"],
      [911, "5.0.0.2"],
    ].map(([kind, raw]) => told(50, Number(kind), String(raw))),
    told(90, ownKinds.presence, "offline"),
  ];
  await store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows, personal: [], watched: { from: begin * 1_000, to: (begin + 2 * hourMs) * 1_000 } },
    journal: null,
  });
}

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline", exact: true });
const figure = (page: Page) => timeline(page).getByRole("application");
const between = (fromMinutes: number, toMinutes: number) =>
  `/chargers/${deviceId}?from=${iso(begin + fromMinutes * minuteMs)}&to=${iso(begin + toMinutes * minuteMs)}`;
const table = (page: Page) => timeline(page).getByRole("table");
/** The range in the address, ms. */
const rangeIn = (page: Page) => {
  const { searchParams } = new URL(page.url());
  const [from, to] = [searchParams.get("from"), searchParams.get("to")].map((text) => Date.parse(text ?? ""));
  return { from: from ?? Number.NaN, to: to ?? Number.NaN };
};
const lengthIn = (page: Page) => rangeIn(page).to - rangeIn(page).from;

/** The picture comes once it is about to be seen, and moves on only while it is. */
async function look(page: Page): Promise<void> {
  // At once: what stands in its place until it comes is taken away meanwhile.
  await timeline(page).evaluate((region) => region.scrollIntoView());
  await expect(figure(page)).toHaveAttribute("aria-busy", "false");
  await figure(page).scrollIntoViewIfNeeded();
}

/** How many points of the power row are drawn in the line's colour, on the columns from one share of the picture's width to another. */
const inked = (page: Page, from: number, to: number) =>
  figure(page)
    .locator('[data-row="power"] canvas')
    .evaluate(
      (canvas: HTMLCanvasElement, [begin, end]) => {
        const ratio = canvas.width / canvas.clientWidth;
        // As in components/timeline/plot/geometry.ts.
        const [left, width] = [46 * ratio, canvas.width - 52 * ratio];
        const [x, w] = [Math.ceil(left + begin * width), Math.floor((end - begin) * width)];
        const { data } = canvas.getContext("2d")?.getImageData(x, 0, w, canvas.height) ?? { data: [] };
        let count = 0;
        // The accent of the light theme is green; lines, hatch and texts around it are grey.
        for (let i = 0; i < data.length; i += 4)
          if ((data[i + 3] ?? 0) > 128 && (data[i + 1] ?? 0) - (data[i] ?? 0) > 60) count += 1;
        return count;
      },
      [from, to] as const,
    );

test.beforeAll(({ world }) => keepPast(world));

test("what happened last night: power, a gap that nothing bridges, states, and what came of it", async ({
  page,
  enter,
}) => {
  await enter(page, "manager", between(0, 70));
  await look(page);
  await expect(figure(page)).toHaveAccessibleName(/^Timeline, .* to /);
  await expect(timeline(page)).toContainText("Times in Europe/Berlin");
  await expect(timeline(page)).toContainText("Power is not known for 21 min of this time, in 2 gaps");
  await expect(figure(page).locator('[data-row="power"]')).toHaveAttribute("data-gaps", "2");

  // Seventy minutes: known from the 1st to the 30th and from the 50th on.
  await expect.poll(() => inked(page, 2 / 70, 29 / 70)).toBeGreaterThan(100);
  expect(await inked(page, 31 / 70, 49 / 70)).toBe(0);
  expect(await inked(page, 51 / 70, 69 / 70)).toBeGreaterThan(50);
  const marks = timeline(page).getByRole("list", { name: "What happened" });
  const change = timeline(page).getByText("Firmware: 5.0.0.1, then 5.0.0.2");
  await expect(change).toHaveCount(0);
  await marks.getByRole("button", { name: /Firmware: 5\.0\.0\.1, then 5\.0\.0\.2/ }).press("Enter");
  await expect(change).toBeVisible();

  await timeline(page).getByRole("button", { name: "As a table" }).click();
  await expect(table(page)).toBeVisible();
  const rows = await table(page)
    .locator("tbody tr")
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent).join("|")));
  expect(rows.map((row) => row.replaceAll("\u00a0", " "))).toEqual([
    "0 kW|0.0 A|0.0 A|0.0 A|–|–|Paused",
    "nothing known|Offline",
    "7.2 kW|10.5 A|11.5 A|12.5 A|16.0 A|–|Charging",
    "nothing known|Unknown",
  ]);
  expect(await faults(page)).toEqual([]);

  const download = page.waitForEvent("download");
  await timeline(page).getByRole("button", { name: "Download as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^ZPR900028_.*\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).replace("\ufeff", "").trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^local_time,utc_offset,duration_s,power_w_min,power_w_mean,power_w_max,l1_a_min/);
  expect(lines).toHaveLength(5);
  expect(lines[2]).toMatch(/^[\d-]+ \d\d:01:00,\+0\d:00,1740,7200,7200,7200,10\.5,/);
  expect(lines[3]).toMatch(/,1200,,,,,,/);
});

test("keys move and zoom it and read it out, and its range is in the address", async ({ page, enter }) => {
  await enter(page, "manager", between(0, 60));
  await look(page);
  await figure(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => rangeIn(page).from).toBe(begin - 7.5 * minuteMs);
  expect(lengthIn(page)).toBe(hourMs);
  const readout = timeline(page).locator("[aria-live=polite]");
  await expect(readout).toContainText(/Charging.*L1 current/);
  await expect(readout).toContainText("7.2 kW");
  // From the middle, at 22.5 min, to the gap that begins at 30.
  for (let i = 0; i < 9; i += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(readout).toContainText("Offline");
  await expect(readout).not.toContainText("kW");
  await page.keyboard.press("+");
  await expect.poll(() => lengthIn(page)).toBeLessThan(hourMs);
  await page.keyboard.press("-");
  await expect.poll(() => lengthIn(page)).toBeGreaterThan(0.99 * hourMs);
  await page.keyboard.press("Home");
  await expect(page).not.toHaveURL(/from=/);
  await expect(timeline(page)).toContainText("Live: the last hour");
});

test("hour to year, to and fro, any range, more rows, and back to live", async ({ page, enter }) => {
  await enter(page, "manager", `/chargers/${deviceId}`);
  const button = (name: string) => timeline(page).getByRole("button", { name, exact: true });
  await look(page);
  await expect(button("Hour")).toHaveAttribute("aria-pressed", "true");
  await expect(button("Back to live")).toHaveAttribute("aria-disabled", "true");
  await expect(button("Back to live")).toHaveAccessibleDescription(/live already/);
  for (const [name, days] of [
    ["Day", 1],
    ["Week", 7],
    ["Month", 29],
    ["Year", 365],
  ] as const) {
    await button(name).click();
    await expect(button(name)).toHaveAttribute("aria-pressed", "true");
    // A day of a clock that is set has an hour more or less.
    await expect.poll(() => lengthIn(page) / hourMs).toBeGreaterThan(days * 24 - 2);
    expect(lengthIn(page) / hourMs).toBeLessThan((days + 3) * 24);
  }
  await expect(timeline(page)).toContainText("States, warnings and changes are not told over more than 92 days");
  await button("Day").click();
  await expect(timeline(page)).not.toContainText("92 days");
  const { from } = rangeIn(page);
  await button("Earlier").click();
  await expect.poll(() => rangeIn(page).from).toBe(from - 12 * hourMs);
  await button("Voltages").click();
  await expect(page).toHaveURL(/rows=voltages/);
  await expect(figure(page).locator('[data-row="voltages"]')).toBeVisible();
  const url = page.url();
  await page.reload();
  await expect(figure(page).locator('[data-row="voltages"]')).toBeVisible();
  expect(page.url()).toBe(url);

  await button("Other range").click();
  await timeline(page).getByLabel("From", { exact: true }).fill("2026-10-25T00:00");
  await timeline(page).getByLabel("To", { exact: true }).fill("2026-10-26T00:00");
  await button("Show").click();
  await expect
    .poll(() => rangeIn(page))
    .toEqual({
      from: Date.UTC(2026, 9, 24, 22),
      // The clock was set back in that night: a day of 25 hours.
      to: Date.UTC(2026, 9, 25, 23),
    });
  await expect(timeline(page)).toContainText("Nothing is kept of this time.");
  await expect(button("Day")).toHaveAttribute("aria-pressed", "true");
  await button("Back to live").click();
  await expect(page).not.toHaveURL(/from=/);
});

test("a mouse drags, turns its wheel and points", async ({ page, enter }) => {
  await enter(page, "manager", between(0, 60));
  await look(page);
  const box = await figure(page).boundingBox();
  if (box === null) throw new Error("There is no picture.");
  const [middle, y] = [box.x + box.width * 0.4, box.y + 60];
  await page.mouse.move(middle, y);
  await expect(timeline(page).locator("[aria-live=off]")).toContainText("7.2 kW");
  await page.mouse.down();
  await page.mouse.move(middle + 50, y);
  await page.mouse.move(middle + 100, y);
  await page.mouse.up();
  await expect.poll(() => rangeIn(page).from).toBeLessThan(begin - minuteMs);
  expect(lengthIn(page)).toBe(hourMs);
  await page.mouse.wheel(0, -300);
  await expect.poll(() => lengthIn(page)).toBeLessThan(0.8 * hourMs);
});

test("what happens now comes into it: a car that charges, a stop, and who gave it", async ({ page, world, enter }) => {
  await enter(page, "manager", `/chargers/${deviceId}`);
  await look(page);
  await charging(world, deviceId);
  await expect(state(page)).toHaveText(/^Charging/);
  await ask(page, "Stop charging");
  await expect(state(page)).toHaveText(/^Paused/);
  const marks = timeline(page).getByRole("list", { name: "What happened" });
  await figure(page).scrollIntoViewIfNeeded();
  await expect(marks.getByRole("button", { name: /Stop charging, Sample Manager, Effective/ })).toBeVisible();
  await expect(timeline(page).locator("[aria-live]").first()).toContainText("Paused by Sample Manager", {
    timeout: 40_000,
  });
  world.simulator.charger(deviceId).unplug();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("it fits, two fingers zoom it, one moves it, and a tap reads it", async ({ page, enter }) => {
    await enter(page, "manager", between(0, 60));
    await look(page);
    expect(await scrollsSideways(page)).toBe(false);
    const box = await figure(page).boundingBox();
    if (box === null) throw new Error("There is no picture.");
    await figure(page).tap({ position: { x: box.width * 0.4, y: 60 } });
    await expect(timeline(page).locator("[aria-live=off]")).toContainText("7.2 kW");

    const devTools = await page.context().newCDPSession(page);
    const y = box.y + 60;
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...xs: number[]) =>
      devTools.send("Input.dispatchTouchEvent", { type, touchPoints: xs.map((x, id) => ({ x: box.x + x, y, id })) });
    await touch("touchStart", 150);
    for (const x of [160, 180, 200, 220]) await touch("touchMove", x);
    await touch("touchEnd");
    await expect.poll(() => rangeIn(page).from).toBeLessThan(begin - minuteMs);
    expect(lengthIn(page)).toBe(hourMs);
    await touch("touchStart", 140, 180);
    for (const by of [10, 20, 40]) await touch("touchMove", 140 - by, 180 + by);
    await touch("touchEnd");
    await expect.poll(() => lengthIn(page)).toBeLessThan(0.7 * hourMs);
    expect(await faults(page)).toEqual([]);
  });
});

test.describe("without its database", () => {
  test.use({ expectedErrors: /503/ });

  test("it says so, and shows it when asked again", async ({ page, enter }) => {
    await page.route("**/history?*", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: '{"code":"storeUnavailable","status":503}',
      }),
    );
    await enter(page, "manager", between(0, 60));
    await timeline(page).evaluate((region) => region.scrollIntoView());
    const alert = timeline(page).getByRole("alert");
    await expect(alert).toContainText("while the database cannot be reached");
    await page.unroute("**/history?*");
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(alert).toBeHidden();
    await expect(timeline(page)).toContainText("Power is not known");
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });
  test("it fits on a phone too", async ({ page, world }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${world.url}/sign-in?callbackUrl=${encodeURIComponent(between(0, 60))}`);
    await page.getByLabel("E-Mail").fill(people.manager.email);
    await page.getByLabel("Passwort").fill(password);
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    const region = page.getByRole("region", { name: "Zeitverlauf", exact: true });
    await region.evaluate((part) => part.scrollIntoView());
    await expect(region.getByRole("application")).toHaveAttribute("aria-busy", "false");
    await expect(region).toContainText("Lücken sind schraffiert");
    expect(await scrollsSideways(page)).toBe(false);
  });
});
