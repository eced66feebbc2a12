import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { PriceModel } from "../lib/prices/model";
import { keepSessions, testSession } from "../lib/store/sessions/test-session";
import { faults } from "./faults";
import { home, password, foreign as place } from "./sample";
import { scrollsSideways } from "./steps";
import { expect, test } from "./test";
import type { World } from "./world";

const hourMs = 3_600_000;
/** Hangs nowhere any more. */
const deviceId = "ZPR900050";
const email = "reports@example.com";
const words = { en: ["Email", "Password", "Sign in"], de: ["E-Mail", "Passwort", "Anmelden"] } as const;

/** The installation's own owner: what is closed there is in nobody's way. */
async function enter(page: Page, world: World, path: string, locale: keyof typeof words = "en"): Promise<void> {
  const [mail, secret, signIn] = words[locale];
  await page.goto(`${world.url}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByLabel(mail).fill(email);
  await page.getByLabel(secret).fill(password);
  await page.getByRole("button", { name: signIn, exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

const monthsAgo = (months: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
};
const nameOf = (date: Date, locale = "en-GB") =>
  new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(date);
const keyOf = (date: Date) => date.toISOString().slice(0, 7);
const path = (date: Date) => `/reports/${place.id}/${keyOf(date)}`;
const report = (page: Page, date: Date) => page.getByRole("region", { name: `Report ${nameOf(date)}` });
const table = (page: Page, name: "By person" | "By place") =>
  page.getByRole("region", { name, exact: true }).getByRole("table");

type Given = Partial<PriceModel["periods"][number]>;
const period = (more: Given): PriceModel["periods"][number] => ({
  from: "2020-01-01",
  to: null,
  currency: "EUR",
  vatPercent: "0",
  withVat: false,
  energy: { kind: "fixed", perKwh: "0.34" },
  monthly: [],
  isProvisional: false,
  ...more,
});

/** What an owner entered, straight into the store: the page of prices has journeys of its own. */
async function price(world: World, ...periods: Given[]): Promise<void> {
  const { version } = await world.store.prices.get(place.id);
  const model = { periods: periods.map(period), holidays: [] };
  await world.store.prices.put(place.id, version, { model, by: "Sample Owner", at: 1 });
}
const name = (world: World, tag: string, of: string, group: string | null = null) =>
  world.store.tags.put(place.id, { tag, name: of, group }, { name: "Sample Owner", at: 1 });

type Told = ReturnType<typeof testSession>;
const kept = new Map<string, Told[]>();

/** Sessions of a month: `kWh` of each tag, one after the other; in the place of what was said of that month before. */
function charge(world: World, date: Date, of: readonly (readonly [tag: string | null, kwh: number])[]): Promise<void> {
  const begin = date.getTime() + 9 * 24 * hourMs + 10 * hourMs;
  let meterWh = 1_000_000;
  const sessions = of.map(([tag, kwh], n) => {
    const at = begin + n * 5 * hourMs;
    meterWh += kwh * 1_000;
    return testSession(`report ${keyOf(date)} ${n}`, at, at + 2 * hourMs, kwh * 1_000, {
      tag,
      meterStartWh: meterWh - kwh * 1_000,
      meterEndWh: meterWh,
    });
  });
  kept.set(keyOf(date), sessions);
  const at = { deviceId, installationId: place.id, circuitId: "foreign-a" };
  return keepSessions(world.store, at, [...kept.values()].flat(), Date.now());
}

const [housing, employer, landlord] = [monthsAgo(9), monthsAgo(8), monthsAgo(7)];
const before = (date: Date) => new Date(date.getTime() - 86_400_000).toISOString().slice(0, 10);
const first = (date: Date) => date.toISOString().slice(0, 10);

test.beforeAll(async ({ world }) => {
  const owner = { name: "Sample Owner of Reports", role: "owner" as const, installationIds: [place.id] };
  await world.store.people.add({ ...owner, email, password });
  await price(
    world,
    {
      to: before(employer),
      currency: "NOK",
      vatPercent: "25",
      energy: { kind: "fixed", perKwh: "0.9120" },
      monthly: [{ name: "Administration", amount: "120", sharedBy: "equally", isProvisional: false }],
      isProvisional: true,
    },
    { from: first(employer), to: before(landlord) },
    {
      from: first(landlord),
      vatPercent: "21",
      withVat: true,
      energy: { kind: "fixed", perKwh: "0.2831" },
      monthly: [{ name: "Supply and transport", amount: "36.30", sharedBy: "kwh", isProvisional: false }],
    },
  );
});

test("a housing co-operative: kWh of each flat, the month's price, a shared fee, provisional; closed and corrected", async ({
  page,
  world,
}) => {
  await charge(world, housing, [
    ["flat-1", 40],
    ["flat-2", 10],
  ]);
  await name(world, "flat-1", "Sample Resident A", "Flat 1");
  await name(world, "flat-2", "Sample Resident B", "Flat 2");
  await enter(page, world, path(housing));
  const told = report(page, housing);
  await expect(told).toContainText("Not closed: figures may still change.");
  await expect(told).toContainText("Some prices are provisional");
  const people = table(page, "By person").getByRole("row");
  // (40 x 0.912 + 60) x 1.25 and (10 x 0.912 + 60) x 1.25.
  await expect(people.filter({ hasText: "Sample Resident A · Flat 1" })).toContainText(/40\.00.*NOK.120\.60/);
  await expect(people.filter({ hasText: "Sample Resident B · Flat 2" })).toContainText(/10\.00.*NOK.86\.40/);
  await expect(people.last()).toContainText(/50\.00.*NOK.207\.00/);
  await expect(table(page, "By place")).toContainText(/1,000\.00.*1,050\.00.*50\.00.*50\.00.*0\.00/);
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Close month" }).click();
  const asked = page.getByRole("dialog", { name: `Close ${nameOf(housing)}?` });
  await expect(asked).toContainText("Prices of this month are provisional.");
  await asked.getByRole("button", { name: "Close month" }).click();
  await expect(told).toContainText(/Closed by .* on .*Nothing in it changes any more/);
  await expect(page.getByRole("button", { name: "Close month" })).toHaveCount(0);

  // One that a charger tells late.
  await charge(world, housing, [
    ["flat-1", 40],
    ["flat-2", 15],
  ]);
  await page.reload();
  await expect(people.last()).toContainText(/50\.00.*NOK.207\.00/);
  await page.getByRole("link", { name: "Later month" }).click();
  // 5 kWh x 0.912 x 1.25, without another share of the fee.
  const correction = people.filter({ hasText: `Correction ${keyOf(housing)}: Sample Resident B` });
  await expect(correction).toContainText(/5\.00.*NOK.5\.70/);
});

test("a German employer: kWh by meter at a flat price, of each person, as a file", async ({ page, world }) => {
  await charge(world, employer, [
    ["card-1", 31],
    ["card-2", 12],
    [null, 7],
  ]);
  await name(world, "card-1", "Sample Employee A");
  await enter(page, world, path(employer));
  await expect(report(page, employer)).toContainText("0.34 EUR/kWh");
  const people = table(page, "By person").getByRole("row");
  await expect(people.filter({ hasText: "Sample Employee A" })).toContainText(/31\.00.*€10\.54/);
  await expect(people.filter({ hasText: "card-2" })).toContainText(/12\.00.*€4\.08/);
  await expect(people.filter({ hasText: "Not assigned" })).toContainText(/7\.00.*€2\.38/);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV for German Excel" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("person;");
  expect(text).toContain(";card-1;Sample Employee A;;1;31,000;0,000;0,000;");
  expect(text).toContain(";EUR;10,54;;10,54;0,00;10,54\r\n");
});

test("a Dutch landlord: price with VAT, a share by energy; on A4", async ({ page, world }) => {
  await charge(world, landlord, [
    ["tenant-1", 30],
    ["tenant-2", 10],
  ]);
  await enter(page, world, path(landlord));
  const people = table(page, "By person").getByRole("row");
  // 30 x 0.2831 + 36.30 x 3/4.
  await expect(people.filter({ hasText: "tenant-1" })).toContainText(/€8\.49.*€35\.72/);
  await expect(people.last()).toContainText(/€47\.63/);

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("navigation").first()).toBeHidden();
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  // As wide as A4 between its margins: what scrolls on the screen is laid out whole, and nothing is cut at the right.
  await page.setViewportSize({ width: 688, height: 1000 });
  const tooWide = await page.evaluate(
    () =>
      [...document.querySelectorAll("table")].filter((one) => {
        const frame = one.parentElement;
        return frame !== null && one.getBoundingClientRect().right > frame.getBoundingClientRect().right + 1;
      }).length,
  );
  expect(tooWide).toBe(0);
});

test("months in a row: a month without data, one that goes on, and the way between them", async ({ page, world }) => {
  const empty = monthsAgo(14);
  await enter(page, world, path(empty));
  await expect(report(page, empty)).toContainText("No session ended and no energy flowed in this month.");
  await page.goto(page.url().replace(keyOf(empty), keyOf(monthsAgo(0))));
  await expect(report(page, monthsAgo(0))).toContainText("This month goes on");
  await expect(page.getByRole("link", { name: "Later month" })).toHaveCount(0);
  await page.getByRole("link", { name: "Earlier month" }).click();
  await expect(report(page, monthsAgo(1))).toBeVisible();
  await page.goto(page.url().replace(keyOf(monthsAgo(1)), "2199-01"));
  await expect(page.getByText("This month has not begun.")).toBeVisible();
});

test("a manager finds no reports", async ({ page, enter: enterAs, world }) => {
  await enterAs(page, "manager", "/");
  await expect(page.getByRole("link", { name: "Reports" })).toHaveCount(0);
  expect((await page.request.get(`${world.url}/reports`)).status()).toBe(404);
  expect((await page.request.get(`${world.url}/reports/${home.id}/2026-01`)).status()).toBe(404);
});

test.describe("on a phone, in German", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "de-DE" });
  test("it fits, and its tables scroll by themselves", async ({ page, world }) => {
    await enter(page, world, path(employer), "de");
    await expect(page.getByRole("region", { name: `Bericht ${nameOf(employer, "de-DE")}` })).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await faults(page)).toEqual([]);
  });
});
