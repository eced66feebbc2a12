import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { home, journeys } from "./sample";
import { scrollsSideways } from "./steps";
import { expect, test } from "./test";

const paths = ["/", `/installations/${home.id}`, `/chargers/${journeys.keyboard}`, "/firmware", "/support"];

async function hasNoFaults(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("the sign-in page is accessible", async ({ page, world }) => {
      await page.goto(`${world.url}/sign-in`);
      await expect(page.getByLabel("Email")).toBeVisible();
      await hasNoFaults(page);
    });

    for (const width of [360, 1280, 1920]) {
      test(`every page is accessible and fits ${width} px`, async ({ page, world, enter }) => {
        await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
        await enter(page, "support");
        for (const path of paths) {
          await page.goto(`${world.url}${path}`);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await hasNoFaults(page);
          expect(await scrollsSideways(page), path).toBe(false);
        }
      });
    }
  });
}

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("a browser that asks for German gets it, and keeps its page in one language", async ({ page, world }) => {
    await page.goto(`${world.url}/sign-in`);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("button", { name: "Anmelden", exact: true })).toBeVisible();
  });
});
