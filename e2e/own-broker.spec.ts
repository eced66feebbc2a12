import { home, journeys, stranger } from "./sample";
import { ask, banner, charging, commands, presence, state } from "./steps";
import { expect, test } from "./test";

test.use({ brokerKind: "mosquitto" });

test("on the operator's own broker a charger is seen, stopped and started", async ({ page, world, enter }) => {
  await charging(world, journeys.stop);
  await enter(page, "manager", `/chargers/${journeys.stop}`);
  await expect(state(page)).toHaveText(/^Charging/);
  await ask(page, "Stop charging");
  await expect(commands(page)).toContainText("Effective");
  await expect(state(page)).toHaveText(/^Paused/);
  await page.getByRole("button", { name: "Start charging" }).click();
  await expect(state(page)).toHaveText(/^Charging/);
  // Here another system allocates: the dashboard has told the charger nothing else.
  const methods = new Set(world.simulator.charger(journeys.stop).heard.map(({ method }) => method));
  for (const allocating of ["502", "601", "602"]) expect(methods).not.toContain(allocating);
});

test("a charger that hangs nowhere is assigned by support, and then seen by the installation's people", async ({
  browser,
  page,
  world,
  enter,
}) => {
  await charging(world, stranger);
  const context = await browser.newContext();
  const manager = await context.newPage();
  await enter(manager, "manager", `/installations/${home.id}?q=${stranger}`);
  const row = manager.getByRole("listitem", { name: new RegExp(`^Bay 40 ${stranger}`) });
  await expect(manager.getByText("No charger matches")).toBeVisible();

  await enter(page, "support", "/support");
  await page.getByRole("button", { name: `Assign ${stranger}` }).click();
  const dialog = page.getByRole("dialog", { name: `Assign ${stranger}` });
  await dialog.getByLabel("Circuit").selectOption({ label: "B" });
  await dialog.getByLabel("Name").fill("Bay 40");
  await dialog.getByRole("button", { name: "Assign" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Every charger that has connected is assigned.")).toBeVisible();

  await expect(row).toContainText("Charging");
  await row.getByRole("link").click();
  await expect(state(manager)).toHaveText(/^Charging/);
  await ask(manager, "Stop charging");
  await expect(commands(manager)).toContainText("Effective");
  await context.close();
});

test("the operator's broker is killed and comes back", async ({ page, world, enter }) => {
  await enter(page, "manager", `/chargers/${journeys.broker}`);
  await expect(presence(page)).toHaveText(/^Online/);
  await world.broker.kill();
  await expect(banner(page, /broker/i)).toBeVisible();
  await expect(presence(page)).toHaveText(/^Was online, as of/);
  await expect(state(page)).toHaveText(/^Was no car/);
  await expect(page.getByRole("button", { name: "Restart charger" })).toHaveAttribute("aria-disabled", "true");
  await world.broker.start();
  await expect(banner(page, /broker/i)).toBeHidden({ timeout: 60_000 });
  // No connection is known on a plain broker: the charger is heard when it has something to say.
  await charging(world, journeys.broker);
  await expect(presence(page)).toHaveText(/^Online/);
  await expect(state(page)).toHaveText(/^Charging/);
});
