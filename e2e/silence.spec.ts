import { faults } from "./faults";
import { journeys } from "./sample";
import { banner, presence, state } from "./steps";
import { expect, serverAway, test } from "./test";

test.use({ expectedErrors: serverAway });

test("a charger that falls silent is called so, with what it was", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(journeys.silent);
  await enter(page, "manager", `/chargers/${journeys.silent}`);
  await expect(presence(page)).toHaveText(/^Online/);
  // It announces a pulse every 5 s, and is silent when it misses two.
  charger.say(147, "5");
  charger.setSilent(true);
  await expect(presence(page)).toHaveText(/^Not responding/, { timeout: 60_000 });
  await expect(state(page)).toHaveText(/^Was no car/);
  const advice = page.getByRole("region", { name: "This charger is not responding" });
  await expect(advice).toContainText("whether it charges is not known");
  await expect(advice).toContainText(/What to do: .*tell support: ZPR900005, not responding since \d\d:\d\d/);
  await expect(page.getByRole("status", { name: "Electrical faults" })).toHaveText(
    "Whether there are electrical faults is not known while the charger does not respond.",
  );
  await page.getByRole("button", { name: "Restart charger" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(/has not responded since \d\d:\d\d and will probably not answer/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("region", { name: "Controls" })).toContainText("will probably not answer");
  expect(await faults(page)).toEqual([]);
  charger.setSilent(false);
  charger.say(809, "-60");
  await expect(presence(page)).toHaveText(/^Online/);
  await expect(advice).toBeHidden();
});

test("a charger that loses its connection is offline", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(journeys.phone);
  await enter(page, "manager", `/chargers/${journeys.phone}`);
  await expect(presence(page)).toHaveText(/^Online/);
  charger.disconnect();
  await expect(presence(page)).toHaveText(/^Offline/);
  charger.reconnect();
  await expect(presence(page)).toHaveText(/^Online/);
});

test.describe("in a browser far away", () => {
  test.use({ timezoneId: "Pacific/Kiritimati" });

  test("an alert says since when in the installation's time, and why", async ({ page, world, enter }) => {
    await enter(page, "manager", `/chargers/${journeys.broker}`);
    await expect(presence(page)).toHaveText(/^Online/);
    await world.broker.kill();
    const hour = (timeZone: string) =>
      new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(Date.now());
    expect(hour("Europe/Berlin")).not.toBe(hour("Pacific/Kiritimati"));
    const alert = banner(page, /broker/i);
    await expect(alert).toContainText(new RegExp(`since ${hour("Europe/Berlin")}:\\d\\d`));
    await expect(alert).toContainText("Nothing answers at its address.");
    await world.broker.start();
    await expect(alert).toBeHidden({ timeout: 40_000 });
    await expect(presence(page)).toHaveText(/^Online/, { timeout: 40_000 });
  });
});

test("the broker is killed and comes back", async ({ page, world, enter }) => {
  await enter(page, "manager", `/chargers/${journeys.broker}`);
  await expect(presence(page)).toHaveText(/^Online/);
  await world.broker.kill();
  await expect(banner(page, /broker/i)).toBeVisible();
  await expect(presence(page)).toHaveText(/^Was online, as of \d\d:\d\d, when the dashboard last had its broker/);
  await expect(page.getByRole("status", { name: "Electrical faults" })).toContainText(
    "the dashboard has no connection",
  );
  await expect(page.getByRole("button", { name: "Restart charger" })).toHaveAttribute("aria-disabled", "true");
  await world.broker.start();
  await expect(banner(page, /broker/i)).toBeHidden({ timeout: 40_000 });
  await expect(presence(page)).toHaveText(/^Online/, { timeout: 40_000 });
});

test("the pages' server is killed and comes back", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(journeys.pages);
  await enter(page, "manager", `/chargers/${journeys.pages}`);
  await expect(presence(page)).toHaveText(/^Online/);
  // All of the page's parts are here, and its stream runs: what is taken away is the server alone.
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.locator(".uplot").first()).toBeAttached();
  await world.pages.kill();
  await expect(banner(page, /connection/i)).toBeVisible();
  await world.pages.start();
  await expect(banner(page, /connection/i)).toBeHidden({ timeout: 40_000 });
  await expect(presence(page)).toHaveText(/^Online/, { timeout: 40_000 });
  charger.plugIn();
  await expect(state(page)).toHaveText(/^Charging/, { timeout: 40_000 });
});

test("a picture whose script cannot be had says so, and comes by itself with the connection", async ({
  browser,
  page,
  world,
  enter,
}) => {
  const path = `/chargers/${journeys.silent}`;
  const there = await browser.newContext();
  const before = await there.newPage();
  const script = before.waitForResponse(
    async (response) => /\/_next\/static\/.*\.js/.test(response.url()) && (await response.text()).includes("u-wrap"),
  );
  await enter(before, "manager", path);
  const url = (await script).url();
  await there.close();

  // A service worker would ask for it in the page's place.
  await page.addInitScript("delete Navigator.prototype.serviceWorker");
  await page.route(url, (route) => route.abort());
  await enter(page, "manager", path);
  const history = page.getByRole("region", { name: "Timeline" });
  await expect(history.getByRole("alert")).toContainText("could not be loaded");
  await expect(presence(page)).toHaveText(/^(Online|Not responding)/);
  await page.unroute(url);
  await world.pages.kill();
  await expect(banner(page, /connection/i)).toBeVisible();
  await world.pages.start();
  await expect(banner(page, /connection/i)).toBeHidden({ timeout: 40_000 });
  await expect(history.locator(".uplot").first()).toBeAttached();
  await expect(history.getByRole("alert")).toBeHidden();
});
