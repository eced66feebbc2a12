import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";
import type { World } from "./world";

export const state = (page: Page) => page.getByRole("status", { name: "State" });
export const presence = (page: Page) => page.getByRole("status", { name: "Presence" });
export const commands = (page: Page) => page.getByRole("log", { name: "Commands" });

/** A banner across the page about something that everyone must know. */
export const banner = (page: Page, words: RegExp) => page.getByRole("alert").filter({ hasText: words });

/** A car plugs in, and the charger itself is charging. */
export async function charging(world: World, deviceId: string): Promise<void> {
  const charger = world.simulator.charger(deviceId);
  charger.plugIn();
  await charger.waitFor("charging", ({ mode }) => mode === 3, 60_000);
}

/** Presses a button and confirms, also that nothing speaks for it where that is asked. */
export async function ask(page: Page, act: string): Promise<void> {
  await page.getByRole("button", { name: act }).click();
  const dialog = page.getByRole("alertdialog");
  const needless = dialog.getByRole("checkbox");
  await expect(dialog).toBeVisible();
  if (await needless.isVisible()) await needless.check();
  await dialog.getByRole("button", { name: act }).click();
  await expect(dialog).toBeHidden();
}

export const scrollsDown = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight);

/** The smallest print on the page, in px. */
export const smallestPrint = (page: Page) =>
  page.evaluate(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let smallest = Number.POSITIVE_INFINITY;
    while (words.nextNode()) {
      const { parentElement: parent, nodeValue: text } = words.currentNode;
      if (parent && text?.trim() && parent.checkVisibility())
        smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(parent).fontSize));
    }
    return smallest;
  });

/** What stands above a phone's menu at its bottom: nothing of it is covered. */
export async function isAboveMenu(part: Locator): Promise<boolean> {
  const [box, menu] = await Promise.all([
    part.boundingBox(),
    part.page().getByRole("navigation", { name: "Main" }).boundingBox(),
  ]);
  return box !== null && menu !== null && box.y >= 0 && box.y + box.height <= menu.y;
}

export const scrollsSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
