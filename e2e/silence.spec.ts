import { journeys } from "./sample";
import { expect, test } from "./test";

test.use({ expectedErrors: [/Failed to load resource/, /ERR_/, /net::/] });

test("a charger that falls silent is called so, with what it was", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(journeys.silent);
  await enter(page, "manager", `/chargers/${journeys.silent}`);
  const presence = page.getByRole("status", { name: "Presence" });
  await expect(presence).toHaveText(/^Online/);
  charger.say(147, "20");
  charger.setSilent(true);
  await expect(presence).toHaveText(/^Silent/, { timeout: 60_000 });
  await expect(page.getByRole("status", { name: "State" })).toHaveText(/^Was no car/);
  charger.setSilent(false);
  charger.say(809, "-60");
  await expect(presence).toHaveText(/^Online/);
});

test("a charger that loses its connection is offline", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(journeys.phone);
  await enter(page, "manager", `/chargers/${journeys.phone}`);
  const presence = page.getByRole("status", { name: "Presence" });
  await expect(presence).toHaveText(/^Online/);
  charger.disconnect();
  await expect(presence).toHaveText(/^Offline/);
  charger.reconnect();
  await expect(presence).toHaveText(/^Online/);
});

test("the broker is killed and comes back", async ({ page, world, enter }) => {
  await enter(page, "manager", `/chargers/${journeys.broker}`);
  const presence = page.getByRole("status", { name: "Presence" });
  await expect(presence).toHaveText(/^Online/);
  await world.gateway.kill();
  await expect(page.getByRole("alert").filter({ hasText: /broker/i })).toBeVisible();
  await expect(presence).toHaveText(/^Unknown/);
  await expect(page.getByRole("button", { name: "Restart charger" })).toHaveAttribute("aria-disabled", "true");
  await world.gateway.start();
  await expect(page.getByRole("alert").filter({ hasText: /broker/i })).toBeHidden({ timeout: 40_000 });
  await expect(presence).toHaveText(/^Online/, { timeout: 40_000 });
});

test("the pages' server is killed and comes back", async ({ page, world, enter }) => {
  const charger = world.simulator.charger(journeys.pages);
  await enter(page, "manager", `/chargers/${journeys.pages}`);
  await expect(page.getByRole("status", { name: "Presence" })).toHaveText(/^Online/);
  await world.pages.kill();
  await expect(page.getByRole("alert").filter({ hasText: /connection/i })).toBeVisible();
  await world.pages.start();
  await expect(page.getByRole("alert").filter({ hasText: /connection/i })).toBeHidden({ timeout: 40_000 });
  await expect(page.getByRole("status", { name: "Presence" })).toHaveText(/^Online/, { timeout: 40_000 });
  charger.plugIn();
  await expect(page.getByRole("status", { name: "State" })).toHaveText(/^Charging/, { timeout: 40_000 });
});
