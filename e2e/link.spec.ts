import type { Page } from "@playwright/test";
import { home, journeys } from "./sample";
import { banner, presence } from "./steps";
import { openTcpProxy, type TcpProxy } from "./tcp-proxy";
import { test as base, expect, serverAway } from "./test";

const test = base.extend<{ link: TcpProxy }>({
  link: async ({ world }, use) => {
    const proxy = await openTcpProxy(Number(new URL(world.url).port));
    await use(proxy);
    await proxy.end();
  },
});

test.use({ expectedErrors: serverAway });

const lost = (page: Page) => banner(page, /no connection/i);
/** It was there when the page last heard of it, and is blamed for nothing. */
async function chargerNotBlamed(page: Page): Promise<void> {
  await expect(presence(page)).toHaveText(/^Was online, as of \d\d:\d\d, when this page last had a connection$/);
  await expect(lost(page)).toContainText(/No connection since \d\d:\d\d:\d\d/);
  await expect(page.getByRole("status", { name: "Electrical faults" })).toContainText(
    "while this page has no connection",
  );
  await expect(page.getByText(/does not respond|not responding/i)).toBeHidden();
}

const live = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible();

/** A page's address by way of the link. Signing in goes past it: the server does not know its port. */
const through = (link: TcpProxy, path: string) => `http://localhost:${link.port}${path}`;

const ways = [
  { way: "a shared worker", before: "" },
  { way: "a leading tab", before: "delete globalThis.SharedWorker" },
];

for (const { way, before } of ways) {
  test.describe(`with ${way}`, () => {
    test.beforeEach(async ({ context }) => context.addInitScript({ content: before }));

    test("a link that hangs is told, and that it goes on", async ({ page, link, enter }) => {
      await enter(page, "manager", "/");
      await page.goto(through(link, `/chargers/${journeys.phone}`));
      await live(page);
      link.hang();
      await expect(lost(page)).toBeVisible({ timeout: 12_000 });
      await chargerNotBlamed(page);
      await expect(page.getByRole("button", { name: "Restart charger" })).toHaveAttribute("aria-disabled", "true");
      link.mend();
      await expect(lost(page)).toBeHidden();
      await live(page);
      await expect(presence(page)).toHaveText(/^Online/);
    });

    test("a link that is cut is told at once, and that it is back", async ({ page, link, enter }) => {
      await enter(page, "manager", "/");
      await page.goto(through(link, `/chargers/${journeys.phone}`));
      await live(page);
      link.cut();
      await expect(lost(page)).toBeVisible({ timeout: 4_000 });
      await chargerNotBlamed(page);
      link.mend();
      await expect(lost(page)).toBeHidden();
      await expect(presence(page)).toHaveText(/^Online/);
    });

    test("a page whose stream never opens says so", async ({ page, link, enter }) => {
      await enter(page, "manager", "/");
      link.hangStreams();
      await page.goto(through(link, `/installations/${home.id}`), { waitUntil: "commit" });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(lost(page)).toBeVisible({ timeout: 12_000 });
      link.mend();
      await expect(lost(page)).toBeHidden();
      await live(page);
    });
  });
}

test("a wall whose link hangs says so", async ({ page, link, enter }) => {
  await enter(page, "manager", "/");
  await page.goto(through(link, `/installations/${home.id}/wall`));
  await expect(page.getByRole("heading", { level: 1, name: home.name })).toBeVisible();
  link.hang();
  await expect(lost(page)).toBeVisible({ timeout: 12_000 });
  link.mend();
  await expect(lost(page)).toBeHidden();
});
