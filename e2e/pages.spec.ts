import { faults } from "./faults";
import { foreign, foreignCharger, home, journeys, newest, older } from "./sample";
import { ask, charging, commands, presence, state } from "./steps";
import { expect, test } from "./test";

test("support enters the newest version, and an owner sees who is behind and what an upgrade waits for", async ({
  browser,
  world,
  enter,
}) => {
  await charging(world, journeys.behind);
  const [there, here] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [support, owner] = await Promise.all([there.newPage(), here.newPage()]);
  await enter(support, "support", "/firmware");
  await enter(owner, "owner", "/firmware");

  const pro = owner.getByRole("region", { name: "Pro" });
  const line = (deviceId: string) => pro.getByRole("listitem").filter({ hasText: deviceId });
  await expect(pro).toContainText("Newest version: not known");
  await expect(line(journeys.behind)).toContainText(older);
  await expect(line(journeys.behind)).toContainText("Not known");
  await expect(owner.getByLabel("Newest version of Pro")).toBeHidden();

  const field = support.getByLabel("Newest version of Pro");
  await field.fill(newest);
  await support.getByRole("region", { name: "Pro" }).getByRole("button", { name: "Save" }).click();
  await expect(pro).toContainText(`Newest version ${newest}, entered by Sample Support`);
  await expect(line(journeys.behind)).toContainText("Behind");
  await expect(line(journeys.keyboard)).toContainText("Up to date");

  await owner.getByRole("button", { name: "Only behind" }).click();
  await expect(line(journeys.keyboard)).toBeHidden();
  await line(journeys.behind).getByRole("link").click();
  await expect(owner.getByRole("region", { name: "Firmware" })).toContainText("A newer version is available");
  await ask(owner, "Upgrade firmware");
  await owner.getByRole("link", { name: "Firmware" }).click();
  await expect(line(journeys.behind)).toContainText("Waits until the car leaves");

  // One that is up to date is upgraded only by who says that they know.
  await owner.goto(`${world.url}/chargers/${journeys.keyboard}`);
  await owner.getByRole("button", { name: "Upgrade firmware" }).click();
  const dialog = owner.getByRole("alertdialog");
  const upgrade = dialog.getByRole("button", { name: "Upgrade firmware" });
  await expect(upgrade).toHaveAttribute("aria-disabled", "true");
  await expect(upgrade).toHaveAccessibleDescription(/no newer version is known/);
  await dialog.getByLabel("I know that no newer version is known").check();
  await expect(upgrade).not.toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await Promise.all([there.close(), here.close()]);
});

test("support finds a charger by its serial, and sees what it really said and what could not be read", async ({
  page,
  world,
  enter,
}) => {
  const charger = world.simulator.charger(journeys.garbage);
  await enter(page, "support", "/support");
  const journals = page.getByRole("region", { name: "Journals" }).getByRole("listitem");
  for (const name of ["Dashboard", "Gateway"]) {
    const journal = journals.filter({ has: page.getByRole("heading", { name }) });
    await expect(journal).toContainText("In order");
    await expect(journal).toContainText(/Waiting[\d.]+\sKB/);
  }
  charger.sendRaw("garbage");
  const undecodable = page.getByRole("region", { name: "Undecodable messages" });
  const counted = undecodable.getByRole("list", { name: "Counts" }).getByRole("listitem");
  await expect(counted.filter({ hasText: journeys.garbage })).toContainText("once");
  await expect(undecodable).toContainText("garbage");
  charger.sendRaw("garbage");
  await expect(counted.filter({ hasText: journeys.garbage })).toContainText("2 times");

  const find = page.getByRole("searchbox", { name: /^Serial number/ });
  await find.pressSequentially(journeys.garbage.toLowerCase());
  await expect(find).toHaveValue(journeys.garbage.toLowerCase());
  const hits = page.getByRole("list", { name: "Chargers found" }).getByRole("listitem");
  await expect(hits).toHaveCount(1);
  await hits.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Bay garbage" })).toBeVisible();
  await expect(presence(page)).toHaveText(/^Online/);

  await page.getByRole("button", { name: "Show all observations" }).click();
  const said = page
    .getByRole("table", { name: /observations/i })
    .or(page.getByRole("region", { name: "Observations" }));
  const row = (name: string) => said.first().getByRole("row").filter({ hasText: name });
  await expect(row("operationMode")).toContainText("710");
  // Of a collection with a member that cannot be read, the others count.
  const at = new Date().toISOString();
  const member = (ObservationId: number, Value: unknown) => ({ ObservedAt: at, Value, ObservationId, Type: 1 });
  charger.sendRaw(JSON.stringify({ Observations: [member(809, "-71.5"), member(513, { deep: 1 })], Type: 6 }));
  await expect(row("809")).toContainText("-71.5");
  charger.say(60_001, "of a later firmware");
  await expect(row("60001")).toContainText("of a later firmware");
});

test("any charger is found from the list of all installations, and Enter opens the only one", async ({
  page,
  enter,
}) => {
  await enter(page, "support", "/");
  await expect(page.getByRole("heading", { level: 1, name: "Installations" })).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await page.keyboard.press("/");
  const find = page.getByRole("searchbox", { name: /^Serial number/ });
  await expect(find).toBeFocused();
  await find.fill("bay pages");
  const hits = page.getByRole("list", { name: "Chargers found" }).getByRole("listitem");
  await expect(hits).toHaveCount(1);
  await expect(hits).toContainText("Sample house");
  await expect(page).toHaveURL(/\?q=bay\+pages$/);
  expect(await faults(page)).toEqual([]);
  await find.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Bay pages" })).toBeVisible();
});

test("a charger of another maker is found by what it calls itself, and has a page", async ({ page, world, enter }) => {
  const deviceId = "tiny:garage~201~2F2";
  const usual = { circuitId: null, rotation: "RST", maxCurrentA: 32, minCurrentA: 6 } as const;
  await world.store.topology.putCharger({ deviceId, name: "Another", ...usual });
  await enter(page, "support", "/support?q=garage+1%2F2");
  const hits = page.getByRole("list", { name: "Chargers found" }).getByRole("listitem");
  await hits.filter({ hasText: deviceId }).getByRole("link").click();
  const heading = page.getByRole("heading", { level: 1, name: "Another" });
  await expect(heading).toBeVisible();
  await expect(page).toHaveURL(`${world.url}/chargers/tiny%3Agarage~201~2F2`);
  await expect(presence(page)).toHaveText(/^Unknown/);
  // As the stream tells it, and where the address is written by hand.
  await world.store.topology.renameCharger(deviceId, "Another one");
  await expect(heading).toHaveText("Another one");
  await page.goto(`${world.url}/chargers/${deviceId}`);
  await expect(heading).toHaveText("Another one");
  await world.store.topology.removeCharger(deviceId);
});

test("the installations page shows all of them to support, trouble first", async ({ page, world, enter }) => {
  await enter(page, "support");
  const cards = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 2 }) });
  await expect(cards).toHaveCount(2);
  await expect(cards.filter({ hasText: foreign.name })).toContainText("Foreign bay has never connected");
  await expect(cards.first()).toContainText(home.name);
  await page.getByRole("link", { name: home.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: home.name })).toBeVisible();
  for (const circuit of ["A", "B"]) {
    const region = page.getByRole("region", { name: `Circuit ${circuit}`, exact: true });
    for (const line of ["L1", "L2", "L3"]) await expect(region.getByRole("meter", { name: line })).toBeVisible();
  }
  await expect(page.getByRole("region", { name: "Phases" }).getByRole("meter", { name: "Imbalance" })).toBeVisible();

  await page.goto(`${world.url}/installations/${foreign.id}`);
  const verdict = page.getByRole("status", { name: "Verdict" });
  await verdict.getByRole("link", { name: "Foreign bay has never connected" }).click();
  await expect(presence(page)).toHaveText(/^Unknown/);
  await expect(page.getByRole("region", { name: "This charger has never connected" })).toContainText(foreignCharger);
});

test("who is not signed in comes to the page that was asked for, and a reload keeps it", async ({
  page,
  world,
  enter,
}) => {
  const deep = `/installations/${home.id}?q=keyboard&sort=name`;
  await page.goto(`${world.url}${deep}`);
  await page.waitForURL("**/sign-in?**");
  const asked = new URL(page.url()).searchParams.get("callbackUrl");
  expect(asked).toBe(deep);
  await enter(page, "manager", asked ?? "");
  await page.waitForURL(`${world.url}${deep}`);
  const listed = page.getByRole("listitem").filter({ hasText: /ZPR9/ });
  await expect(listed).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Find by name or serial" })).toHaveValue("keyboard");
  await expect(listed).toHaveCount(1);
  await listed.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Bay keyboard" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Bay keyboard" })).toBeVisible();
  await expect(state(page)).toHaveText(/^No car/);
  await page.goBack();
  await expect(page.getByRole("searchbox", { name: "Find by name or serial" })).toHaveValue("keyboard");
  await expect(commands(page)).toBeHidden();
});

test("a list that was scrolled down is there again after a reload", async ({ page, enter }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await enter(page, "owner", `/installations/${home.id}`);
  const items = page.getByRole("listitem").filter({ hasText: /ZPR9/ });
  await expect(items.first()).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(1_000);
  const before = await page.evaluate(() => window.scrollY);
  await page.reload();
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await expect(items.first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before / 2);
});
