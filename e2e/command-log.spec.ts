import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { type Command, commandKinds } from "../lib/domain/command/command";
import { faults } from "./faults";
import { journeys } from "./sample";
import { ask, banner, commands } from "./steps";
import { expect, serverAway, test } from "./test";
import type { World } from "./world";

test.use({ expectedErrors: serverAway });

const given = 45;
const nameOf = (index: number) => `Sample Person ${index}`;
const listed = (page: Page) => commands(page).locator(":scope > ol > li");
const older = (page: Page) => page.getByRole("button", { name: "Show older commands" });
const everyOne = (page: Page) => page.getByText("Every command is listed here");

/** Commands of the last days, each by another person and ended, the last the newest. */
async function fill(world: World, deviceId: string): Promise<void> {
  const first = Date.now() - given * 3_600_000;
  for (let i = 1; i <= given; i += 1) {
    const at = first + i * 3_600_000 - 60_000;
    const requested: Command = {
      id: randomUUID(),
      deviceId,
      kind: commandKinds[i % commandKinds.length] ?? "restart",
      by: { personId: `sample-${i}`, name: nameOf(i) },
      idempotencyKey: randomUUID(),
      course: [{ stage: "requested", at, reason: null }],
      waiting: null,
      deadlineAt: null,
    };
    await world.store.commands.request(requested);
    const end = { stage: "expired", at: at + 15_000, reason: { code: "noAnswer" } } as const;
    await world.store.commands.update({ ...requested, course: [...requested.course, end] });
  }
}

test("after a restart the log has the newest twenty, and all that are asked for, until every one stands there", async ({
  page,
  world,
  enter,
}) => {
  await enter(page, "manager", `/chargers/${journeys.log}`);
  await expect(commands(page)).toContainText("No command yet");
  await expect(everyOne(page)).toBeVisible();
  await expect(older(page)).toBeHidden();

  await fill(world, journeys.log);
  await world.pages.kill();
  await world.pages.start();
  await page.goto(`${world.url}/chargers/${journeys.log}`);
  await expect(listed(page)).toHaveCount(20);
  await expect(listed(page).first()).toContainText(nameOf(given));
  await expect(everyOne(page)).toBeHidden();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await older(page).click();
  await expect(listed(page)).toHaveCount(40);
  expect(await faults(page)).toEqual([]);

  // A new one pushes none of those that stood there out.
  await ask(page, "Restart charger");
  await expect(listed(page).first()).toContainText("Sample Manager");
  await expect(listed(page).first()).toContainText("Effective", { timeout: 60_000 });
  await expect(listed(page)).toHaveCount(41);

  await older(page).click();
  await expect(listed(page)).toHaveCount(given + 1);
  await expect(older(page)).toBeHidden();
  await expect(everyOne(page)).toBeVisible();
  for (let i = 1; i <= given; i += 1)
    await expect(listed(page).nth(given + 1 - i)).toContainText(new RegExp(`${nameOf(i)}\\b`));
});

test("older commands that cannot be had are told so, and come when they are asked for again", async ({
  page,
  enter,
}) => {
  await enter(page, "manager", `/chargers/${journeys.log}`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.route(/\/commands\?before=/, (route) => route.abort());
  await older(page).click();
  await expect(banner(page, /older commands could not be loaded/)).toBeVisible();
  await page.unroute(/\/commands\?before=/);
  await older(page).click();
  await expect(listed(page)).toHaveCount(40);
  await expect(banner(page, /older commands could not be loaded/)).toBeHidden();
});
