import { journeys, newest, older } from "./sample";
import { ask, charging, commands, state } from "./steps";
import { expect, test } from "./test";

/** Numbers of the methods that the charger hears. */
const start = 501;
const stopFinal = 506;

test("a car plugs in and is charging on the page", async ({ page, world, enter }) => {
  await enter(page, "manager", `/chargers/${journeys.plugIn}`);
  await expect(state(page)).toHaveText(/^No car/);
  world.simulator.charger(journeys.plugIn).plugIn();
  await expect(state(page)).toHaveText(/^Charging/);
  const phases = page.getByRole("region", { name: "Phases" });
  for (const line of ["L1", "L2", "L3"])
    await expect(phases.getByRole("meter", { name: line })).toHaveAttribute("aria-valuetext", /^\d+(\.\d)? A of 32 A$/);
  // The first 0.1 kWh have not come yet: the energy is unknown, and never 0.
  await expect(page.getByRole("region", { name: "Session" })).toContainText(/Energy.*unknown/);

  world.simulator.charger(journeys.plugIn).unplug();
  await expect(state(page)).toHaveText(/^No car/);
});

test("a stop is effective once the charger has proven it, and a start after it", async ({ page, world, enter }) => {
  await charging(world, journeys.stop);
  await enter(page, "manager", `/chargers/${journeys.stop}`);
  await expect(state(page)).toHaveText(/^Charging/);
  await ask(page, "Stop charging");
  await expect(commands(page)).toContainText("Effective");
  await expect(state(page)).toHaveText(/^Paused/);
  await expect(commands(page)).toContainText("Sample Manager");

  await page.getByRole("button", { name: "Start charging" }).click();
  await expect(state(page)).toHaveText(/^Charging/);
  const given = commands(page).getByRole("listitem").first();
  await expect(given).toContainText("Effective");
  await expect(given).toContainText(/flows: \d/);
});

test("a start waits for current, and had no effect where the car leaves before any flows", async ({
  page,
  world,
  enter,
}) => {
  const charger = world.simulator.charger(journeys.leaves);
  await charging(world, journeys.leaves);
  await enter(page, "manager", `/chargers/${journeys.leaves}`);
  await ask(page, "Stop charging");
  await expect(state(page)).toHaveText(/^Paused/);
  charger.quirk(start, "ignore", 1_000);
  await page.getByRole("button", { name: "Start charging" }).click();
  await expect(commands(page)).toContainText("Pause ended; waiting for current");
  await expect(state(page)).toHaveText(/^Waiting for current/);
  charger.unplug();
  await expect(commands(page).getByRole("listitem").first()).toContainText("No effect");
  await expect(commands(page)).toContainText("The car left");
});

test("a refusal shows the charger's reason, and its own words to support alone", async ({
  browser,
  page,
  world,
  enter,
}) => {
  await charging(world, journeys.refuse);
  world.simulator.charger(journeys.refuse).quirk(stopFinal, "refuse");
  await enter(page, "manager", `/chargers/${journeys.refuse}`);
  await ask(page, "Stop charging");
  await expect(commands(page)).toContainText("Rejected");
  await expect(commands(page)).toContainText("not possible in its present state (400)");
  await expect(state(page)).toHaveText(/^Charging/);
  await expect(page.getByText("What it really said")).toHaveCount(0);

  const elsewhere = await browser.newContext();
  const support = await elsewhere.newPage();
  await enter(support, "support", `/chargers/${journeys.refuse}`);
  await support.getByRole("button", { name: "Show all observations" }).click();
  const said = support.getByRole("region", { name: "What it really said" });
  await expect(said.getByRole("heading", { name: "Its own words" })).toBeVisible();
  await expect(said.getByRole("listitem").filter({ hasText: "Stop charging" })).toContainText("400");
  await elsewhere.close();
});

test("an accepted stop that changes nothing is called so", async ({ page, world, enter }) => {
  await charging(world, journeys.noEffect);
  world.simulator.charger(journeys.noEffect).quirk(stopFinal, "ignore");
  await enter(page, "manager", `/chargers/${journeys.noEffect}`);
  await ask(page, "Stop charging");
  await expect(commands(page)).toContainText("Acknowledged");
  await expect(commands(page)).toContainText("No effect", { timeout: 80_000 });
  await expect(state(page)).toHaveText(/^Charging/);
});

test("a restart is proven by the charger's return", async ({ page, enter }) => {
  await enter(page, "manager", `/chargers/${journeys.restart}`);
  await ask(page, "Restart charger");
  await expect(commands(page)).toContainText("Effective", { timeout: 60_000 });
});

test("an upgrade waits until the car leaves, says so, and is done when the charger tells the new version", async ({
  page,
  world,
  enter,
}) => {
  await charging(world, journeys.firmware);
  await enter(page, "owner", `/chargers/${journeys.firmware}`);
  const firmware = page.getByRole("region", { name: "Firmware" });
  await expect(firmware).toContainText(older);
  await ask(page, "Upgrade firmware");
  await expect(firmware).toContainText("The upgrade waits until the car leaves");
  await expect(commands(page)).toContainText("waits until the car leaves");
  await expect(state(page)).toHaveText(/^Charging/);

  world.simulator.charger(journeys.firmware).unplug();
  await expect(firmware).toContainText("The upgrade is running");
  await expect(commands(page)).toContainText("Effective", { timeout: 60_000 });
  await expect(firmware).toContainText(newest);
  await expect(firmware).not.toContainText(older);
});

test("a button that cannot act keeps its focus and says why", async ({ page, enter }) => {
  await enter(page, "manager", `/chargers/${journeys.keyboard}`);
  const start = page.getByRole("button", { name: "Start charging" });
  await expect(start).toHaveAttribute("aria-disabled", "true");
  await start.focus();
  await expect(start).toBeFocused();
  await expect(start).toHaveAccessibleDescription(/.{10,}/);
  const upgrade = page.getByRole("button", { name: "Upgrade firmware" });
  await expect(upgrade).toHaveAttribute("aria-disabled", "true");
  await expect(upgrade).toHaveAccessibleDescription(/.{10,}/);
});
