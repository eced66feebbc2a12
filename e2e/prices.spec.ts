import type { Page } from "@playwright/test";
import mqtt from "mqtt";
import { localeCookie } from "../lib/messages/locale";
import { faults } from "./faults";
import { home, password, pricesPassword } from "./sample";
import { scrollsSideways } from "./steps";
import { expect, test } from "./test";
import type { World } from "./world";

const path = `/installations/${home.id}/prices`;

const dialog = (page: Page) => page.getByRole("dialog");
const period = (page: Page, from: RegExp) => page.getByRole("listitem", { name: from });
const saving = (page: Page) => page.getByRole("region", { name: "Save", exact: true });
const result = (page: Page) => page.getByRole("status", { name: "What became of the file" });
const gaps = (page: Page) => page.getByRole("list", { name: "Days without a price" });

/** Whatever another journey has left. */
async function forget(world: World): Promise<void> {
  const { version } = await world.store.prices.get(home.id);
  if (version === 0) return;
  const model = { periods: [], holidays: [] };
  await world.store.prices.put(home.id, version, { model, by: "Nobody in particular", at: Date.now() });
}

async function enterFixed(page: Page, price: string, days: { from: string; to?: string }): Promise<void> {
  await page.getByRole("button", { name: "Add period" }).click();
  await dialog(page).getByLabel("First day").fill(days.from);
  await dialog(page)
    .getByLabel(/^Last day/)
    .fill(days.to ?? "");
  await dialog(page).getByLabel("VAT, %").fill("19");
  await dialog(page).getByLabel("Price, EUR/kWh").fill(price);
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page)).toBeHidden();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save prices" }).click();
  await expect(saving(page).getByRole("status")).toHaveText("Saved");
}

test.beforeEach(({ world }) => forget(world));

test("an owner enters one price, then prices by time of day from a later day on", async ({ page, enter, world }) => {
  await enter(page, "owner", `/sessions?installation=${home.id}`);
  await page.getByRole("link", { name: "Prices" }).click();
  await expect(page.getByText("No price is entered yet")).toBeVisible();

  // What nobody has said is asked for.
  await page.getByRole("button", { name: "Add period" }).click();
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page).getByLabel("VAT, %")).toHaveAccessibleDescription(/A percentage/);
  await expect(dialog(page).getByLabel("Price, EUR/kWh")).toHaveAccessibleDescription(/A number such as/);
  await dialog(page).getByRole("button", { name: "Cancel" }).click();

  await enterFixed(page, "0,363612", { from: "2026-01-01", to: "2026-01-31" });
  const first = period(page, /^1 Jan 2026 – 31 Jan 2026/);
  await expect(first).toContainText("0.363612 EUR/kWh at all times");
  await expect(first).toContainText("19 % VAT included");
  await expect(gaps(page)).toContainText("No price from 1 Feb 2026 on");

  await page.getByRole("button", { name: "Add period" }).click();
  await expect(dialog(page).getByLabel("First day")).toHaveValue("2026-02-01");
  await dialog(page).getByLabel("First day").fill("2026-03-01");
  await dialog(page).getByLabel("Kind of price").selectOption({ label: "By time of day" });
  await dialog(page).getByLabel("Usual price, EUR/kWh").fill("0.30");
  await dialog(page).getByRole("button", { name: "Add times" }).click();
  const times = dialog(page).getByRole("listitem", { name: "Times 1" });
  await times.getByLabel("Price, EUR/kWh").fill("0,2105");
  await times.getByRole("checkbox", { name: "Saturdays" }).uncheck();
  await times.getByRole("checkbox", { name: "Only in a part of the year" }).check();
  await dialog(page).getByRole("button", { name: "Add monthly part" }).click();
  await dialog(page).getByLabel("What for").fill("Administration");
  await dialog(page).getByLabel("Amount, EUR").fill("12,50");
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  const second = period(page, /^From 1 Mar 2026/);
  await expect(second).toContainText(
    "0.2105 EUR/kWh: Monday to Friday, Sundays and Holidays, 22:00–06:00, 1 November to 31 March",
  );
  await expect(second).toContainText("Administration: 12.50 EUR, shared equally");
  await expect(gaps(page)).toHaveText("No price from 1 Feb 2026 to 28 Feb 2026");
  await expect(page.getByRole("status", { name: "What 10 kWh cost now" })).toContainText(/net \+ .* VAT \(19 %\) = /);

  const holidays = page.getByRole("textbox", { name: "Holidays" });
  await holidays.fill("25.12.2026\n2026-02-30");
  await expect(holidays).toHaveAccessibleDescription(/Line 2 is no day: 2026-02-30/);
  await expect(page.getByRole("button", { name: "Save prices" })).toHaveAttribute("aria-disabled", "true");
  await holidays.fill("25.12.2026");
  await save(page);
  expect((await world.store.prices.get(home.id)).model).toMatchObject({
    periods: [
      { to: "2026-01-31", energy: { kind: "fixed", perKwh: "0.363612" } },
      { from: "2026-03-01", to: null, energy: { kind: "timeOfDay", perKwh: "0.30" } },
    ],
    holidays: ["2026-12-25"],
  });
  await page.reload();
  await expect(second).toBeVisible();
  await expect(page.getByText("Last saved by Sample Owner")).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test("periods that overlap are refused with the day from which they do", async ({ page, enter }) => {
  await enter(page, "owner", path);
  await enterFixed(page, "0.3", { from: "2026-01-01", to: "2026-06-30" });
  await enterFixed(page, "0.4", { from: "2026-07-01" });
  await period(page, /^1 Jan 2026/)
    .getByRole("button", { name: /^Edit/ })
    .click();
  const last = dialog(page).getByLabel(/^Last day/);
  await last.fill("2026-07-31");
  await expect(last).toHaveAccessibleDescription(/Overlaps with the period From 1 Jul 2026.*, from 1 Jul 2026 on/);
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page)).toBeVisible();
  await last.fill("2025-12-31");
  await expect(last).toHaveAccessibleDescription("It ends before it begins.");
  await last.fill("2026-06-30");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page)).toBeHidden();

  // One without an end is ended by the one that is added.
  await page.getByRole("button", { name: "Add period" }).click();
  await dialog(page).getByLabel("First day").fill("2027-01-01");
  await expect(dialog(page).getByRole("checkbox", { name: "End the period from 1 Jul 2026" })).toBeChecked();
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(period(page, /^1 Jul 2026 – 31 Dec 2026/)).toBeVisible();
  await expect(period(page, /^From 1 Jan 2027/)).toBeVisible();
});

test("who leaves with changes that are not saved is asked", async ({ page, enter }) => {
  await enter(page, "owner", path);
  await enterFixed(page, "0.3", { from: "2026-01-01" });
  const away = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sessions" });
  const asked = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await away.click();
  await asked.getByRole("button", { name: "Stay" }).click();
  await expect(asked).toBeHidden();
  await expect(period(page, /^From 1 Jan 2026/)).toBeVisible();
  await away.click();
  await asked.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL(/\/sessions$/);
});

test.describe("of two who save", () => {
  test.use({ expectedErrors: /409/ });

  async function enterAs(page: Page, url: string, email: string): Promise<void> {
    await page.goto(url);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
  }

  test("the second is told who was first and what differs, and chooses", async ({ page, browser, enter, world }) => {
    await enter(page, "owner", path);
    await enterFixed(page, "0.30", { from: "2026-01-01" });
    await save(page);
    const email = "second-owner@example.com";
    const second = { email, name: "Second Owner", role: "owner", installationIds: [home.id], password } as const;
    await world.store.people.add(second);
    const context = await browser.newContext();
    const other = await context.newPage();
    await enterAs(other, `${world.url}/sign-in?callbackUrl=${encodeURIComponent(path)}`, email);

    async function change(one: Page, price: string): Promise<void> {
      await period(one, /^From 1 Jan 2026/)
        .getByRole("button", { name: /^Edit/ })
        .click();
      await dialog(one).getByLabel("Price, EUR/kWh").fill(price);
      await dialog(one).getByRole("button", { name: "Apply" }).click();
    }
    await change(other, "0.31");
    await save(other);
    await change(page, "0.32");
    await page.getByRole("button", { name: "Save prices" }).click();
    const conflict = page.getByRole("region", { name: "Somebody else saved meanwhile" });
    await expect(conflict).toContainText("Second Owner saved other prices");
    await expect(conflict).toContainText(
      "Price of a kWh: saved 0.31 EUR/kWh at all times, yours 0.32 EUR/kWh at all times",
    );
    const saved = async () => (await world.store.prices.get(home.id)).model.periods[0]?.energy;
    expect(await saved()).toEqual({ kind: "fixed", perKwh: "0.31" });
    await conflict.getByRole("button", { name: "Save mine over it" }).click();
    await expect(saving(page).getByRole("status")).toHaveText("Saved");
    await expect(conflict).toBeHidden();
    expect(await saved()).toEqual({ kind: "fixed", perKwh: "0.32" });

    await change(other, "0.33");
    await other.getByRole("button", { name: "Save prices" }).click();
    await other.getByRole("button", { name: "Load theirs" }).click();
    await expect(period(other, /^From 1 Jan 2026/)).toContainText("0.32 EUR/kWh");
    await expect(saving(other).getByRole("status")).toHaveText("Everything is saved");
    await context.close();
  });
});

test.describe("a file of published prices", () => {
  test.use({ expectedErrors: /400/ });
  const day = (count: number, head = "") =>
    Buffer.from(`${head}${["2026-03-03", ...Array.from({ length: count }, (_, n) => `${n - 5},25`)].join("\r\n")}\r\n`);
  const file = (buffer: Buffer) => ({ name: "march.csv", mimeType: "text/csv", buffer });

  test("with 95 values is refused in words, one with a BOM and comma decimals is taken", async ({
    page,
    enter,
    world,
  }) => {
    await enter(page, "owner", path);
    const input = page.getByLabel("File of published prices");
    await input.setInputFiles(file(day(95)));
    await expect(result(page)).toContainText("Nothing of march.csv was taken");
    await expect(result(page).getByRole("listitem")).toHaveText(
      "The file has 95 values. That day has 96 quarter-hours or 24 hours.",
    );
    await page.getByLabel("Prices are told by").selectOption("MWh");
    await input.setInputFiles(file(day(96, "\ufeff")));
    await expect(result(page)).toContainText("96 quarter-hours taken, 3 Mar 2026, 00:00 – 4 Mar 2026, 00:00");
    await expect(page.getByRole("region", { name: "Published prices" })).toContainText("96 in EUR");
    const from = Date.parse("2026-03-03T00:00+01:00");
    expect([...(await world.store.prices.spot(home.id, from, from + 900_000)).values()]).toEqual([
      { perKwh: "-0.00525", currency: "EUR" },
    ]);
    expect(await faults(page)).toEqual([]);
  });

  test("can be dropped on the page, and its faults are told in German", async ({ page, enter, context, world }) => {
    await enter(page, "owner", path);
    await context.addCookies([{ name: localeCookie, value: "de", url: world.url }]);
    await page.reload();
    const place = page.getByRole("region", { name: "Veröffentlichte Preise" }).getByText("Oder hier ablegen");
    const dataTransfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["start;end;price;currency\n1;2;3;EUR"], "preise.csv", { type: "text/csv" }));
      return data;
    });
    await place.dispatchEvent("drop", { dataTransfer });
    await expect(page.getByRole("status", { name: "Was aus der Datei wurde" })).toContainText(
      "Zeile 2: „1“ ist kein Zeitpunkt",
    );
    expect(await faults(page)).toEqual([]);
  });
});

test("what is published by MQTT at the gateway is what a period with published prices costs", async ({
  page,
  enter,
  world,
}) => {
  await enter(page, "owner", path);
  await page.getByRole("button", { name: "Add period" }).click();
  await dialog(page).getByLabel("First day").fill("2026-01-01");
  await dialog(page).getByLabel("VAT, %").fill("19");
  await dialog(page).getByLabel("Kind of price").selectOption({ label: "Published price by the quarter-hour" });
  await dialog(page).getByLabel("Times", { exact: true }).fill("1.19");
  await dialog(page).getByLabel("Plus, EUR/kWh").fill("0.10");
  expect(await faults(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await save(page);
  const example = page.getByRole("status", { name: "What 10 kWh cost now" });

  // From a day ago until in two days, but for an hour of the day after the next.
  const hourMs = 3_600_000;
  const now = Math.floor(Date.now() / hourMs) * hourMs;
  const iso = (ms: number) => new Date(ms).toISOString();
  const slot = (from: number, to: number) => ({ start: iso(from), end: iso(to), price: 0.2, currency: "EUR" });
  const list = [slot(now - 24 * hourMs, now + 30 * hourMs), slot(now + 31 * hourMs, now + 48 * hourMs)];
  const market = await mqtt.connectAsync(`mqtts://localhost:${world.gatewayPort}`, {
    ca: world.ca,
    clientId: "prices",
    username: "prices",
    password: pricesPassword,
  });
  await market.publishAsync(`prices/${home.id}`, JSON.stringify(list), { qos: 1 });
  await market.endAsync();
  await expect.poll(async () => (await world.store.prices.spot(home.id, now, now + 900_000)).size).toBe(1);
  await page.reload();
  const published = page.getByRole("region", { name: "Published prices" });
  await expect(published).toContainText("0.2 EUR/kWh");
  await expect(published.getByRole("list", { name: "Without a price in between" })).toContainText("1 hour");
  await expect(example).toContainText("0.338 EUR/kWh");
  expect(await faults(page)).toEqual([]);
});

test.describe("the page of prices", () => {
  test.use({ expectedErrors: /404/ });

  test("is not there for a manager", async ({ page, world, enter }) => {
    await enter(page, "manager", `/sessions?installation=${home.id}`);
    await expect(page.getByRole("link", { name: "Prices" })).toHaveCount(0);
    expect((await page.goto(`${world.url}${path}`))?.status()).toBe(404);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("prices are entered and read", async ({ page, enter }) => {
    await enter(page, "owner", path);
    await enterFixed(page, "0.3", { from: "2026-01-01", to: "2026-12-31" });
    expect(await scrollsSideways(page)).toBe(false);
    await period(page, /^1 Jan 2026/)
      .getByRole("button", { name: /^Edit/ })
      .tap();
    await dialog(page).getByLabel("Kind of price").selectOption({ label: "By time of day" });
    await dialog(page).getByRole("button", { name: "Add times" }).tap();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await faults(page)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Cancel" }).tap();
    await save(page);
    expect(await faults(page)).toEqual([]);
  });
});
