import type { Page } from "@playwright/test";
import { faults } from "./faults";
import { foreign, home, journeys, people } from "./sample";
import { charging, scrollsDown, scrollsSideways, smallestPrint } from "./steps";
import { expect, test } from "./test";

const path = `/installations/${home.id}`;
const phone = { width: 360, height: 740 };
/** What a wall is seen on at once, without anybody to scroll. */
const screens = [
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];

const available = (page: Page) => page.getByRole("region", { name: "Available current" });

/** Presses a button of the page, once the page listens. */
async function press(page: Page, name: string): Promise<void> {
  await expect(page.getByText("Live", { exact: true })).toBeAttached();
  await page.getByRole("button", { name, exact: true }).click();
}

test("an owner sets what is available until an end, a manager reads it, and it ends by itself", async ({
  browser,
  world,
  enter,
}) => {
  await charging(world, journeys.settings);
  const [there, here] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [owner, manager] = await Promise.all([there.newPage(), here.newPage()]);
  await enter(owner, "owner", path);
  await enter(manager, "manager", path);
  await expect(available(owner)).toContainText("As entered for this installation");

  await press(owner, "Set for now");
  const dialog = owner.getByRole("dialog", { name: "Set available current for now" });
  await dialog.getByLabel(/^L1/).fill("401");
  await expect(dialog).toContainText("from 0 to 400");
  await dialog.getByLabel(/^L1/).fill("4");
  await dialog.getByLabel("Same on all lines").uncheck();
  await expect(dialog.getByLabel("L3")).toHaveValue("4");
  await dialog.getByLabel("Same on all lines").check();
  const does = dialog.getByRole("region", { name: "What this does" });
  await expect(does).toContainText(/0 would keep at least 6 A and \d+ would wait/);
  await dialog.getByLabel(/^L1/).fill("390");
  await expect(does).toContainText("390 A");
  await expect(does).toContainText("at least 6 A");
  await dialog.getByLabel("Another time").check();
  const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel(/^Date and time/).fill(`${inTwoDays}T10:30`);
  await dialog.getByRole("button", { name: "Set available current" }).click();
  await expect(dialog).toBeHidden();

  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  for (const page of [owner, manager]) {
    await expect(available(page)).toContainText(`Set by hand until ${day.format(Date.parse(inTwoDays))}, 10:30`);
    await expect(available(page).locator("dd").first()).toHaveText(/^390/);
  }
  await expect(manager.getByRole("button", { name: "Set for now" })).toBeHidden();
  const refused = await manager.request.patch(`${world.url}/api/installations/${home.id}/settings`, {
    data: { availableNow: null },
    headers: { origin: world.url },
  });
  expect(refused.status()).toBe(403);

  await press(owner, "Back to normal");
  const back = owner.getByRole("dialog", { name: "Back to normal?" });
  await expect(back).toContainText("400 A");
  await back.getByRole("button", { name: "Back to normal" }).click();
  for (const page of [owner, manager]) await expect(available(page)).toContainText("As entered for this installation");

  const soon = await owner.request.patch(`${world.url}/api/installations/${home.id}/settings`, {
    data: { availableNow: { availableA: [380, 380, 380], until: Date.now() + 8_000 } },
    headers: { origin: world.url },
  });
  expect(soon.status()).toBe(204);
  await expect(manager.getByText("Fuse 400 A · available 380 A")).toBeVisible();
  for (const page of [owner, manager]) await expect(available(page)).toContainText("As entered for this installation");
  await expect(manager.getByText("Fuse 400 A · available 400 A")).toBeVisible();
  await expect(owner.getByRole("button", { name: "Back to normal" })).toBeHidden();
  await Promise.all([there.close(), here.close()]);
});

test.describe("where the chargers' cloud paces changes", () => {
  test.use({ expectedErrors: /429/ });

  test("a second change is refused, with when it is possible again", async ({ page, enter }) => {
    await enter(page, "support", `/installations/${foreign.id}`);
    await expect(available(page)).toContainText("once in 15 minutes");
    await press(page, "Set for now");
    const dialog = page.getByRole("dialog", { name: "Set available current for now" });
    await dialog.getByLabel(/^L1/).fill("300");
    await dialog.getByRole("button", { name: "Set available current" }).click();
    await expect(dialog).toBeHidden();
    await press(page, "Back to normal");
    const back = page.getByRole("dialog", { name: "Back to normal?" });
    await back.getByRole("button", { name: "Back to normal" }).click();
    await expect(back.getByRole("alert")).toHaveText(/can be changed again from .*\d\d:\d\d:\d\d on/);
    await back.getByRole("button", { name: "Cancel" }).click();
    await expect(available(page)).toContainText("Set by hand until");
  });
});

test("the week and the limits are set with what they do in words", async ({ page, enter }) => {
  await page.setViewportSize(phone);
  await enter(page, "owner", path);
  await press(page, "Schedule");
  const week = page.getByRole("dialog", { name: "Weekly schedule" });
  await week.getByRole("button", { name: "Add times" }).click();
  for (const day of ["Saturday", "Sunday"]) await week.getByRole("button", { name: day }).click();
  await week.getByLabel("From").fill("00:00");
  await week.getByLabel("To", { exact: true }).fill("00:00");
  await week.getByLabel(/^L1/).fill("380");
  await expect(week.getByRole("region", { name: "What this does" })).toContainText("380 A");
  expect(await faults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  await week.getByRole("button", { name: "Save schedule" }).click();
  await expect(week).toBeHidden();
  await expect(available(page)).toContainText("By the schedule");
  await expect(available(page)).toContainText("every day 00:00–00:00");

  await press(page, "Schedule");
  await week.getByRole("button", { name: "Remove times 1" }).click();
  await week.getByRole("button", { name: "Save schedule" }).click();
  await expect(available(page)).toContainText("As entered for this installation");

  await press(page, "Limits");
  const limits = page.getByRole("dialog", { name: "Switch current and imbalance" });
  await limits.getByLabel(/^Imbalance limit/).fill("390");
  await expect(limits).toContainText("differ by more than 390 A");
  await limits.getByRole("button", { name: "Save" }).click();
  await expect(limits).toBeHidden();
  await expect(available(page)).toContainText("390 A");
});

test("a charger's priority and offline current are set on its page", async ({ page, enter }) => {
  await enter(page, "owner", `/chargers/${journeys.settings}`);
  const settings = page.getByRole("region", { name: "Settings" });
  await expect(settings).toContainText("Normal");
  await press(page, "Change: priority of Bay settings");
  const priority = page.getByRole("dialog", { name: /^Priority/ });
  await priority.getByLabel(/^High/).check();
  expect(await faults(page)).toEqual([]);
  await priority.getByRole("button", { name: "Save" }).click();
  await expect(settings).toContainText("High");

  await settings.getByRole("button", { name: /^Change: current of .* if the connection is lost/ }).click();
  const offline = page.getByRole("dialog", { name: /^Current of .* if the connection is lost/ });
  await offline.getByLabel(/^Current if the connection is lost/).fill("3");
  await expect(offline).toContainText("Enter 0, or amperes from 6 to 32");
  await offline.getByLabel(/^Current if the connection is lost/).fill("12");
  await expect(offline).toContainText("goes on charging by itself with 12 A on L1, L2, L3");
  await offline.getByRole("button", { name: "Save" }).click();
  await expect(offline).toBeHidden();
  await expect(settings).toContainText("12 A");
});

test("a what-if shows the phases if chosen chargers start, and its address can be sent", async ({
  page,
  world,
  enter,
}) => {
  await enter(page, "manager", path);
  await press(page, "What if");
  const dialog = page.getByRole("dialog", { name: "What if they all start?" });
  const whole = dialog.getByRole("region", { name: "Whole installation" });
  await expect(whole).toContainText("within its limits");
  await dialog.getByRole("searchbox").fill("bay");
  await dialog.getByRole("button", { name: /^Choose all/ }).click();
  await expect(whole).toContainText("over its limit");
  await expect(whole.getByRole("meter", { name: "L1" })).toHaveAttribute("aria-valuetext", /of 400 A$/);
  expect(await faults(page)).toEqual([]);

  await dialog.getByRole("button", { name: "Choose none" }).click();
  await dialog.getByRole("checkbox", { name: /^Bay settings/ }).check();
  await expect(dialog.getByRole("status")).toHaveText("If 1 charger starts");
  await dialog.getByLabel("one phase").check();
  await page.reload();
  await expect(dialog.getByRole("status")).toHaveText("If 1 charger starts");
  await expect(dialog.getByLabel("one phase")).toBeChecked();
  await page.setViewportSize(phone);
  expect(await faults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  expect(new URL(page.url()).search).toBe("");

  await page.goto(`${world.url}${path}?start=NOPE,${journeys.settings}`);
  await expect(dialog.getByText("1 chosen charger is not in this installation and does not count.")).toBeVisible();
  await expect(dialog.getByText("If 1 charger starts")).toBeVisible();
});

test("a wall link shows the installation without a sign-in, nobody's name, and ends when it is revoked", async ({
  browser,
  world,
  enter,
}) => {
  await charging(world, journeys.settings);
  const [there, here] = await Promise.all([
    browser.newContext(),
    browser.newContext({ viewport: { width: 1920, height: 1080 } }),
  ]);
  const [owner, wall] = await Promise.all([there.newPage(), here.newPage()]);
  await enter(owner, "owner", path);
  await press(owner, "Wall page");
  const links = owner.getByRole("dialog", { name: "Links to the wall page" });
  await expect(links).toContainText("None yet.");
  await links.getByLabel("Where the screen hangs").fill("Sample garage");
  await links.getByRole("button", { name: "Make a link" }).click();
  const address = await links.getByLabel("Address of the wall page").inputValue();
  await expect(links.getByRole("img", { name: "QR code of the link: Sample garage" })).toBeVisible();
  expect(await faults(owner)).toEqual([]);
  await owner.setViewportSize(phone);
  const cut = await links
    .getByLabel("Address of the wall page")
    .evaluate((field) => field.scrollHeight > field.clientHeight || field.scrollWidth > field.clientWidth);
  expect(cut).toBe(false);
  expect(await scrollsSideways(owner)).toBe(false);

  await wall.goto(address);
  await wall.waitForURL(`${world.url}${path}/wall`);
  await expect(wall.getByRole("heading", { level: 1, name: home.name })).toBeVisible();
  const tile = wall.getByRole("listitem").filter({ hasText: "Bay settings" });
  await expect(tile).toContainText("Charging");
  for (const line of ["L1", "L2", "L3"])
    await expect(wall.getByRole("region", { name: "Phases" }).getByRole("meter", { name: line })).toBeVisible();
  await expect(wall.getByRole("navigation")).toHaveCount(0);
  await expect(wall.getByRole("link")).toHaveCount(0);
  for (const { name } of Object.values(people)) await expect(wall.getByText(name)).toHaveCount(0);
  expect(await faults(wall)).toEqual([]);
  for (const size of [{ width: 1080, height: 1920 }, phone, { width: 1920, height: 1080 }]) {
    await wall.setViewportSize(size);
    expect(await scrollsSideways(wall), `at ${size.width}`).toBe(false);
  }
  for (const size of screens) {
    await wall.setViewportSize(size);
    await expect.poll(() => scrollsDown(wall), `at ${size.width}`).toBe(false);
    await expect(wall.getByRole("listitem").filter({ hasText: /^Bay/ }).last()).toBeInViewport({ ratio: 1 });
    expect(await smallestPrint(wall), `at ${size.width}`).toBeGreaterThanOrEqual(11);
  }
  world.simulator.charger(journeys.settings).unplug();
  await expect(tile).toContainText("No car");

  await links.getByRole("listitem").getByRole("button", { name: "Revoke Sample garage" }).click();
  await links.getByRole("button", { name: "Revoke now" }).click();
  await expect(links).toContainText("None yet.");
  await expect(wall.getByRole("heading", { name: "This wall page has ended" })).toBeVisible();
  await wall.reload();
  await expect(wall.getByRole("heading", { name: "This wall page has ended" })).toBeVisible();
  await expect(wall.getByText("Bay settings")).toHaveCount(0);
  await Promise.all([there.close(), here.close()]);
});
