import { faults } from "./faults";
import { home, journeys } from "./sample";
import { charging, scrollsSideways, state } from "./steps";
import { expect, test } from "./test";

const path = `/installations/${home.id}`;
/** Voltage of terminal 1, in V. */
const voltage1 = 501;
/** The bits of what a charger warns of; bit 12 is RCD_AC on a Pro, bit 40 is nobody's. */
const warnings = 804;
const [residualCurrent, unheardOf] = [2 ** 12, 2 ** 40];

test("phases show fuse, available current, what is usable and which fuse binds; electricians find the rest, and find it open again", async ({
  page,
  world,
  enter,
}) => {
  await charging(world, journeys.takes);
  await enter(page, "owner", path);
  const phases = page.getByRole("region", { name: "Phases" });
  await expect(phases).toContainText("Fuse 400 A · available 400 A");
  await expect(phases).toContainText(/[\d.]+A usable.*Room for (at most )?\d+ cars.* · bound by the main fuse/);

  const circuit = page.getByRole("region", { name: "Circuit C", exact: true });
  await expect(circuit.getByRole("meter", { name: "L1" })).toHaveAttribute(
    "aria-valuetext",
    /^(at least )?(9|10)\.\d A of 10 A$/,
  );
  await expect(circuit.getByRole("meter", { name: "L3" })).toHaveAttribute("aria-valuetext", "0.0 A of 10 A");
  await expect(circuit).toContainText("Fuse 10 A");
  await expect(circuit).toContainText(/L1.*[01]\.\dA usableL2/);
  await expect(circuit).toContainText(/Room for (at most )?1 car on L2, L3 · bound by its own fuse/);

  const toggle = page.getByRole("button", { name: "For electricians" });
  await expect(page.getByText("Power factor")).toBeHidden();
  await toggle.focus();
  await page.keyboard.press("Enter");
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
  await page.reload();
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
  const told = page.getByRole("region", { name: "For electricians" });
  await expect(told).toContainText(/Peak (since \d\d:\d\d|of the last hour)/);
  await expect(told).toContainText(/L1 ≥?\u2009?\D*(9|10)\.\d\s?A, \d\d:\d\d/);
  await expect(told).toContainText(/L1 highest, L[23] lowest/);
  await expect(told.getByRole("link", { name: "Bay takes" }).last()).toHaveAttribute(
    "href",
    `/chargers/${journeys.takes}`,
  );
  const vectors = told.getByRole("table", { name: "Vectors" });
  await expect(vectors.getByRole("row", { name: /Current L2/ })).toContainText("A");
  await expect(told.getByRole("img", { name: /Currents as vectors/ })).toBeVisible();
  await expect(told).toContainText(/power factor/i);
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await scrollsSideways(page)).toBe(false);
});

test("a car that waits shows what is full, its place in the queue and about how long, and what is kept free for others", async ({
  page,
  world,
  enter,
}) => {
  await charging(world, journeys.takes);
  world.simulator.charger(journeys.queues).plugIn({ batteryKwh: 100, soc: 0.1 });
  await enter(page, "manager", `${path}?q=queues`);
  const row = page.getByRole("listitem", { name: /^Bay queues/ });
  await expect(row).toContainText("circuit C is full on L1");
  await expect(row).toContainText("next in the queue");
  await row.getByRole("link").click();
  await expect(state(page)).toHaveText(/^Waiting for current/);
  const load = page.getByRole("region", { name: "Load management" });
  await expect(load).toContainText(/Waiting: circuit C is full on L1; next in the queue, about (5|10|15) min/);
  await expect(load).toContainText("nothing now");
  await expect(page.getByRole("region", { name: "Settings" })).toContainText(
    /goes on charging by itself with \d+\sA on L1\.|it stops charging\./,
  );
  expect(await faults(page)).toEqual([]);

  // Cut off, the car that has the place may go on drawing: its current is given to nobody.
  const takes = world.simulator.charger(journeys.takes);
  takes.disconnect();
  await page.getByRole("link", { name: home.name }).click();
  const kept = page.getByRole("region", { name: "Circuit C", exact: true }).getByText(/kept free/);
  await expect(kept).toHaveText("After 10 / 0 / 0\u00a0A kept free for chargers that do not respond");
  takes.reconnect();
  await expect(kept).toBeHidden();
  world.simulator.charger(journeys.queues).unplug();
});

test("faults and the charger's own warnings are explained at their charger, and marked in the list", async ({
  page,
  world,
  enter,
}) => {
  const charger = world.simulator.charger(journeys.fault);
  await enter(page, "manager", `/chargers/${journeys.fault}`);
  await expect(page.getByRole("status", { name: "Electrical faults" })).toHaveText("No electrical faults are seen.");
  charger.say(voltage1, 205);
  const fault = page.getByRole("region", { name: "Electrical fault" });
  await expect(fault).toContainText("Voltage too low on L1");
  await expect(fault).toContainText("205 V were measured; 207 V is the least");
  await expect(fault).toContainText(/What to do: .*lower the available current/);
  await expect(fault).toContainText(/since \d\d:\d\d/);
  await expect(page.getByRole("status", { name: "Electrical faults" })).toHaveText("Voltage too low on L1");
  expect(await faults(page)).toEqual([]);

  charger.say(warnings, String(residualCurrent + unheardOf));
  const warned = page.getByRole("region", { name: "Warnings" });
  await expect(warned).toContainText(/Residual current \(AC\)\s*RCD_AC.*What to do: Do not charge here/);
  await expect(warned).toContainText(/Unknown warning\s*BIT_40.*What to do: Tell support/);
  await expect(page.getByRole("status", { name: "Warnings" })).toHaveText("Residual current (AC); Unknown warning");
  expect(await faults(page)).toEqual([]);

  await page.getByRole("link", { name: home.name }).click();
  const row = page.getByRole("listitem", { name: /^Bay fault/ });
  await expect(row).toContainText("Voltage too low on L1");
  await expect(row).toContainText("Warning: Residual current (AC), and 1 more");
  const all = page.getByRole("region", { name: /^Electrical fault/ });
  await expect(all.getByRole("link", { name: "Bay fault" })).toBeVisible();
  await all.getByText("What it means and what to do").click();
  await expect(all).toContainText("205 V were measured");
  expect(await faults(page)).toEqual([]);

  charger.say(voltage1, 230);
  await expect(all).toBeHidden();
  charger.say(warnings, "0");
  await expect(row).not.toContainText("Warning");
});
