import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

/** What axe finds on the page as it stands, in both themes. */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  const grounds = new Set<string>();
  // What the head of the page covers by half would count as too small to be hit.
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      // There is no frame of another site to look into, and looking without a page of its own takes half the time.
      .setLegacyMode(true)
      .analyze();
    for (const { id, nodes } of violations)
      found.push(`${colorScheme}: ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }
  expect(grounds.size, "themes").toBe(2);
  return found;
}
