import type { Page } from "@playwright/test";
import { type HistoryRow, ownKinds } from "../lib/domain/history/row";
import { rowAt } from "../lib/store/history/test-history";
import { keepSessions, testSession } from "../lib/store/sessions/test-session";
import { faults } from "./faults";
import { home, journeys, password, people } from "./sample";
import { scrollsSideways } from "./steps";
import { expect, test } from "./test";
import type { World } from "./world";

const deviceId = journeys.moment;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A full hour of the day before the last: nothing of what the world's own chargers tell is in it. */
const begin = Math.floor(Date.now() / hourMs) * hourMs - 54 * hourMs;
const at = (minutes: number) => begin + minutes * minuteMs;
const iso = (instant: number) => new Date(instant).toISOString();

const told = (minutes: number, kind: number, raw: string): HistoryRow =>
  rowAt(at(minutes) * 1_000, raw, { deviceId, kind });
const all = (minutes: number, values: Record<number, string>): HistoryRow[] =>
  Object.entries(values).map(([kind, raw]) => told(minutes, Number(kind), raw));

/** A car charges for half an hour, then the charger is gone for twenty minutes, and is back without the car and with another firmware. */
async function keepPast({ store }: World): Promise<void> {
  const rows = [
    told(0, ownKinds.presence, "online"),
    ...all(1, { 710: "3", 718: "0", 708: "16", 510: "32", 513: "7200", 553: "1.5", 501: "231", 911: "5.0.0.1" }),
    ...all(1, { 507: "10.5", 508: "11.5", 509: "12.5" }),
    told(30, ownKinds.presence, "offline"),
    told(50, ownKinds.presence, "online"),
    ...all(50, { 710: "1", 513: "0", 507: "0", 508: "0", 509: "0", 911: "5.0.0.2" }),
  ];
  await store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows, personal: [], watched: { from: at(0) * 1_000, to: at(120) * 1_000 } },
    journal: null,
  });
  const place = { deviceId, installationId: home.id, circuitId: "house-a" };
  await keepSessions(store, place, [testSession("moment", at(1), at(40), 4_000)], at(120));
}

test.beforeAll(({ world }) => keepPast(world));

const charger = (minutes: number) => `/chargers/${deviceId}?at=${iso(at(minutes))}`;
const installation = (minutes: number) => `/installations/${home.id}?at=${iso(at(minutes))}`;
const band = (page: Page) => page.getByRole("region", { name: "Not live" });
const then = (page: Page) => page.getByRole("region", { name: "State and power" });
const phases = (page: Page) => page.getByRole("region", { name: "Phases", exact: true });
/** As it is in the sample house, to the minute. */
const local = (instant: number) =>
  new Date(instant).toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });

test("a charger and its installation as they were: not live, with ages at that time, and nothing that acts", async ({
  page,
  enter,
}) => {
  await enter(page, "manager", charger(10));
  await expect(band(page)).toContainText(`As it was on`);
  await expect(band(page)).toContainText(local(at(10)));
  await expect(band(page)).toContainText("Europe/Berlin");
  await expect(then(page)).toContainText(/Charging.*told 9 min before/);
  await expect(then(page)).toContainText(/Power7\.2\skW told 9 min before/);
  await expect(then(page)).toContainText(/Allocated16\sA/);
  await expect(then(page)).toContainText(/1\.50\skWh/);
  await expect(phases(page).getByRole("meter", { name: "L2" })).toHaveAttribute("aria-valuetext", "11.5 A of 32 A");
  await expect(phases(page)).toContainText(/231\sV/);
  await expect(page.getByText("Live", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("button")).toHaveText(["Back to live"]);
  expect(await faults(page)).toEqual([]);

  await page.getByRole("link", { name: "Sample house at that time" }).click();
  await expect(page).toHaveURL(new RegExp(`/installations/${home.id}\\?at=`));
  await expect(band(page)).toContainText(local(at(10)));
  const row = page.getByRole("listitem", { name: new RegExp(`^Bay moment.*${deviceId}.*Charging`) });
  await expect(row).toContainText(/7\.2\skW/);
  // What no other charger had told is unknown, and the sum the least that it was.
  const other = page.getByRole("listitem", { name: /^Bay pages.*Unknown/ });
  await expect(other).toContainText("Presence unknown");
  await expect(other).not.toContainText("kW");
  await expect(phases(page)).toContainText(/Power at least 7\.2\skW/);
  const circuit = page.getByRole("region", { name: "Circuit A", exact: true });
  await expect(circuit.getByRole("meter", { name: "L1" })).toHaveAttribute(
    "aria-valuetext",
    "at least 10.5 A of 400 A",
  );
  await expect(page.getByRole("region", { name: "Circuit B", exact: true })).toContainText("unknown");
  await expect(page.getByRole("main").getByRole("button")).toHaveText(["Back to live"]);
  expect(await faults(page)).toEqual([]);

  await row.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/chargers/${deviceId}\\?at=`));
  await band(page).getByRole("button", { name: "Back to live" }).click();
  await expect(page).toHaveURL(new RegExp(`/chargers/${deviceId}$`));
  await expect(page.getByRole("region", { name: "Timeline", exact: true })).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
});

test("what could not be heard then is told as old or unknown", async ({ page, world, enter }) => {
  await enter(page, "owner", charger(40));
  await expect(then(page)).toContainText(/Was charging.*Offline.*old, told 39 min before/);
  await expect(then(page)).toContainText(/7\.2\skW old, told 39 min before/);
  await page.goto(`${world.url}${charger(-60)}`);
  await expect(page.getByText("Nothing is kept of this time.")).toBeVisible();
  await expect(then(page)).toContainText("Unknown");
  await expect(then(page)).not.toContainText(/kW\b/);
  await page.goto(`${world.url}${charger(8 * 60)}`);
  await expect(page.getByText("The dashboard was not listening then.", { exact: false })).toBeVisible();
  await expect(then(page)).toContainText(/Was no car.*Presence unknown/);
});

test("an address without such an instant shows what is live", async ({ page, world, enter }) => {
  await enter(page, "owner", `/chargers/${deviceId}?at=yesterday`);
  await expect(page.getByRole("region", { name: "Timeline", exact: true })).toBeVisible();
  await expect(band(page)).toHaveCount(0);
  await page.goto(`${world.url}/installations/${home.id}?at=${iso(Date.now() + hourMs)}`);
  await expect(page.getByRole("status", { name: "Verdict" })).toBeVisible();
  await expect(band(page)).toHaveCount(0);
});

test("from a mark of the timeline, and from a session's start and end", async ({ page, world, enter }) => {
  await enter(page, "manager", `/chargers/${deviceId}?from=${iso(at(0))}&to=${iso(at(70))}`);
  const timeline = page.getByRole("region", { name: "Timeline", exact: true });
  await timeline.evaluate((region) => region.scrollIntoView());
  const marks = timeline.getByRole("list", { name: "What happened" });
  await marks.getByRole("button", { name: /Firmware: 5\.0\.0\.1, then 5\.0\.0\.2/ }).press("Enter");
  await timeline.getByRole("link", { name: "As it was then" }).click();
  await expect(band(page)).toContainText(local(at(50)));
  await expect(then(page)).toContainText("No car");

  const [session] =
    (
      await world.store.sessions.list({
        filter: {
          visible: null,
          from: 0,
          to: null,
          deviceId,
          circuitId: null,
          tag: null,
          name: null,
          group: null,
          problems: false,
          empty: true,
        },
        order: "begin",
        ascending: true,
        cursor: null,
        limit: 1,
      })
    )?.sessions ?? [];
  await page.goto(`${world.url}/sessions/${session?.id}`);
  await page.getByRole("link", { name: "Charger at the end" }).click();
  await expect(then(page)).toContainText("Was charging");
  await page.goBack();
  await page.getByRole("link", { name: "Charger at the start" }).click();
  await expect(band(page)).toContainText(local(at(1)));
  await expect(then(page)).toContainText("Charging");
});

test.describe("of another's charger", () => {
  test.use({ expectedErrors: /404/ });

  test("there is none", async ({ page, world, enter }) => {
    await enter(page, "manager", charger(10));
    for (const path of ["/chargers/ZPR900030", "/installations/sample-foreign"]) {
      const answer = await page.goto(`${world.url}${path}?at=${iso(at(10))}`);
      expect(answer?.status()).toBe(404);
    }
  });
});

test.describe("on a phone, in German", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: "de-DE" });

  test("it is whole, and says that it is not live", async ({ page, world }) => {
    await page.goto(`${world.url}/sign-in?callbackUrl=${encodeURIComponent(installation(10))}`);
    await page.getByLabel("E-Mail").fill(people.manager.email);
    await page.getByLabel("Passwort").fill(password);
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    const live = page.getByRole("region", { name: "Nicht live" });
    await expect(live).toContainText("Stand vom");
    await expect(page.getByRole("listitem", { name: /^Bay moment.*Lädt/ })).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await faults(page)).toEqual([]);
    await page
      .getByRole("listitem", { name: /^Bay moment/ })
      .getByRole("link")
      .tap();
    await expect(page.getByRole("region", { name: "Zustand und Leistung" })).toContainText("9 min zuvor gemeldet");
    expect(await scrollsSideways(page)).toBe(false);
    expect(await faults(page)).toEqual([]);
    await live.getByRole("button", { name: "Zurück zu live" }).tap();
    await expect(page).toHaveURL(new RegExp(`/chargers/${deviceId}$`));
  });
});
