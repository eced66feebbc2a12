import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { faults } from "./faults";
import { foreign, home, journeys, people } from "./sample";
import { banner, presence, scrollsSideways, state } from "./steps";
import { openTcpProxy, type TcpProxy } from "./tcp-proxy";
import { test as base, expect } from "./test";

const test = base.extend<{ link: TcpProxy }>({
  link: async ({ world }, use) => {
    const proxy = await openTcpProxy(Number(new URL(world.url).port));
    await use(proxy);
    await proxy.end();
  },
});

test.use({ expectedErrors: /Failed to load resource|Failed to fetch RSC payload|net::ERR_|401/ });

const charger = `/chargers/${journeys.phone}`;
const installation = `/installations/${home.id}`;

/** By way of the link, which is a site of its own to the browser. Signing in goes past it: the server does not know its port. */
const through = (link: TcpProxy, path: string) => `http://localhost:${link.port}${path}`;

/** All that the device keeps of this site, as text; null: nothing. */
const keptText = (page: Page): Promise<string | null> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open("phaseboard", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const all = asked.result.transaction("kept").objectStore("kept").getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            asked.result.close();
            resolve(all.result.length === 0 ? null : JSON.stringify(all.result));
          };
        };
      }),
  );

/** The names of the caches and what is in each. */
const cached = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(async () => {
    const there: Record<string, string[]> = {};
    for (const name of await caches.keys())
      there[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    return there;
  });

const hasWorker = (page: Page) =>
  page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === "activated" && navigator.serviceWorker.controller !== null;
  });

/** Looks at a page by way of the link until the worker is there and the device keeps what is shown. */
async function lookAt(page: Page, link: TcpProxy, path: string, shown: string): Promise<void> {
  await page.goto(through(link, path));
  await hasWorker(page);
  await expect.poll(() => keptText(page)).toContain(`"${shown}":{"at":`);
}

const offline = (page: Page) => banner(page, /No connection since \d\d:\d\d:\d\d\s*The server cannot be reached/);
const nothingKept = (page: Page) => expect(page.getByText("Nothing of this page is kept here")).toBeVisible();

test("without a connection a tap, a reload and a bookmark show what was known last, until the page comes by itself", async ({
  page,
  context,
  link,
  enter,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter(page, "manager", "/");
  await lookAt(page, link, `${installation}?q=phone`, journeys.phone);
  link.cut();
  await expect(banner(page, /No connection since/)).toBeVisible();

  await page.getByRole("link", { name: /^Bay phone/ }).click();
  await expect(offline(page)).toBeVisible();
  await expect(page).toHaveURL(through(link, charger));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bay phone");
  await expect(state(page)).toHaveText(/^Was no car/);
  await expect(presence(page)).toHaveText(/^Was online, as of \d\d:\d\d, when this page last had a connection$/);
  expect(await scrollsSideways(page)).toBe(false);

  await page.reload();
  await expect(presence(page)).toHaveText(/^Was online/);
  await page.getByRole("link", { name: home.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(home.name);
  await expect(page.getByRole("listitem", { name: /^Bay .*, Was no car, Was online$/ }).first()).toBeAttached();
  expect(await faults(page)).toEqual([]);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bay phone");

  const bookmark = await context.newPage();
  await bookmark.goto(through(link, "/"));
  await expect(bookmark.getByRole("link", { name: home.name })).toBeVisible();
  await bookmark.goto(through(link, "/firmware"));
  await nothingKept(bookmark);

  link.mend();
  await expect(offline(page)).toBeHidden({ timeout: 40_000 });
  await expect(presence(page)).toHaveText(/^Online/);
  await expect(page.getByRole("button", { name: "Restart charger" })).toBeVisible();
  await expect(bookmark.getByRole("heading", { level: 1 })).toHaveText("Firmware", { timeout: 40_000 });
});

test("a tap that hangs is not waited for without end", async ({ page, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  link.hang();
  await page.reload({ waitUntil: "commit" });
  await expect(offline(page)).toBeVisible({ timeout: 30_000 });
  await expect(state(page)).toHaveText(/^Was no car/);
  link.mend();
  await expect(presence(page)).toHaveText(/^Online/, { timeout: 40_000 });
});

test("what is kept has no person, no tag and no document", async ({ page, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, installation, journeys.phone);
  const kept = (await keptText(page)) ?? "";
  for (const { name, email } of Object.values(people)) {
    expect(kept).not.toContain(name);
    expect(kept).not.toContain(email);
  }
  const files = Object.values(await cached(page)).flat();
  expect(files).toContain("/offline");
  expect(files.filter((path) => path !== "/offline" && !path.startsWith("/_next/static/"))).toEqual([]);
  const shell = await page.evaluate(async () => (await caches.match("/offline"))?.text());
  for (const { name } of [...Object.values(people), home]) expect(shell).not.toContain(name);
});

test.describe("in the person's own language and colours", () => {
  const choose = (context: BrowserContext, url: string) =>
    context.addCookies([
      { name: "phaseboard-locale", value: "de", url },
      { name: "phaseboard-theme", value: "dark", url },
    ]);

  test("it is said that there is no connection", async ({ page, context, world, link, enter }) => {
    await enter(page, "manager", "/");
    await lookAt(page, link, charger, journeys.phone);
    await choose(context, world.url);
    link.cut();
    await page.reload();
    await expect(banner(page, /Keine Verbindung seit \d\d:\d\d:\d\d/)).toBeVisible();
    await expect(page.getByText("Zuletzt: online")).toBeVisible();
    const looks = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
    expect(looks).toEqual(["de", "dark"]);
  });
});

test("signing out deletes what was kept", async ({ page, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  await page.getByRole("button", { name: `Menu for ${people.manager.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await page.waitForURL("**/sign-in**");
  await page.goto(through(link, "/offline"));
  expect(await keptText(page)).toBeNull();
  link.cut();
  await page.goto(through(link, charger));
  await nothingKept(page);
});

test("so does signing out without a connection, which says that the sign-in may stand", async ({
  page,
  link,
  enter,
}) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  link.cut();
  await page.getByRole("button", { name: `Menu for ${people.manager.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await expect(page.getByText(/you may still be signed in/)).toBeVisible();
  expect(await keptText(page)).toBeNull();
});

test("so does signing out everywhere, on the other device", async ({ browser, page, link, enter }) => {
  const phone = await browser.newContext();
  const onPhone = await phone.newPage();
  await enter(onPhone, "owner", "/");
  await lookAt(onPhone, link, charger, journeys.phone);
  await enter(page, "owner", "/");
  await page.getByRole("button", { name: `Menu for ${people.owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere", exact: true }).click();
  await onPhone.waitForURL("**/sign-in**");
  await expect.poll(() => keptText(onPhone)).toBeNull();
  await phone.close();
});

test("so does a sign-in that has ended", async ({ page, context, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  await context.clearCookies();
  await page.goto(through(link, charger));
  await page.waitForURL("**/sign-in**");
  await expect.poll(() => keptText(page)).toBeNull();
});

test("so does a change of the person's rights", async ({ page, world, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  const manager = await world.store.people.byEmail(people.manager.email);
  if (manager === null) throw new Error("no manager");
  await world.store.people.setInstallations(manager.id, [home.id, foreign.id]);
  try {
    await expect.poll(() => keptText(page)).toBeNull();
  } finally {
    await world.store.people.setInstallations(manager.id, [home.id]);
  }
});

test("so does a press on the page without a connection", async ({ page, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  link.cut();
  await page.reload();
  await expect(state(page)).toHaveText(/^Was no car/);
  await page.getByRole("button", { name: "Delete what is kept" }).click();
  await nothingKept(page);
  expect(await keptText(page)).toBeNull();
});

test("another person in the same browser sees nothing of what was kept", async ({ page, context, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  await context.clearCookies();
  await enter(page, "owner", "/");
  await page.goto(through(link, "/firmware"));
  await hasWorker(page);
  await expect.poll(() => keptText(page)).not.toContain(journeys.phone);
  link.cut();
  await page.goto(through(link, charger));
  await nothingKept(page);
});

test("a wall keeps nothing and has no worker of its own", async ({ browser, page, world, link, enter }) => {
  await enter(page, "owner", installation);
  const links = `${world.url}/api/installations/${home.id}/wall-links`;
  const headers = { origin: world.url };
  const made = await page.request.post(links, { data: { label: "Lobby" }, headers });
  const { id, path } = (await made.json()) as { id: string; path: string };
  const lobby = await browser.newContext();
  const wall = await lobby.newPage();
  await wall.goto(through(link, path));
  await expect(wall.getByRole("heading", { level: 1, name: home.name })).toBeVisible();
  expect(await keptText(wall)).toBeNull();
  expect(await cached(wall)).toEqual({});
  expect(await wall.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await lobby.close();
  expect((await page.request.delete(`${links}/${id}`, { headers })).ok()).toBe(true);
});

test("a person's wall page keeps nothing, and is not replaced by what is kept", async ({ page, link, enter }) => {
  await enter(page, "manager", "/");
  await lookAt(page, link, charger, journeys.phone);
  const before = await keptText(page);
  await page.goto(through(link, `${installation}/wall`));
  await expect(page.getByRole("heading", { level: 1, name: home.name })).toBeVisible();
  expect(await keptText(page)).toBe(before);
  link.cut();
  await expect(page.goto(through(link, `${installation}/wall`))).rejects.toThrow(/ERR_/);
});

test("a browser that refuses to keep anything says so, and nothing wrong", async ({ page, context, link, enter }) => {
  await context.addInitScript(() => Object.defineProperty(window, "indexedDB", { get: () => undefined }));
  await enter(page, "manager", "/");
  await page.goto(through(link, charger));
  await hasWorker(page);
  await expect(presence(page)).toHaveText(/^Online/);
  link.cut();
  await page.reload();
  await nothingKept(page);
  await expect(banner(page, /^No connection\s*The server cannot be reached/)).toBeVisible();
});

test("a new version of the product replaces the worker and what it holds", async ({ page, world, link, enter }) => {
  const other = ".next-another";
  const build = readFileSync(".next/BUILD_ID", "utf8");
  rmSync(other, { recursive: true, force: true });
  execFileSync("cp", ["-al", ".next", other]);
  rmSync(`${other}/BUILD_ID`);
  writeFileSync(`${other}/BUILD_ID`, "another-build");
  try {
    await enter(page, "manager", "/");
    await lookAt(page, link, charger, journeys.phone);
    expect(Object.keys(await cached(page))).toEqual([`phaseboard-offline-${build}`]);
    await world.pages.kill();
    process.env.NEXT_DIST_DIR = other;
    await world.pages.start();
    await page.goto(through(link, charger));
    await expect.poll(async () => Object.keys(await cached(page))).toEqual(["phaseboard-offline-another-build"]);
    link.cut();
    await page.reload();
    await expect(state(page)).toHaveText(/^Was no car/);
  } finally {
    delete process.env.NEXT_DIST_DIR;
    await world.pages.kill();
    await world.pages.start();
    rmSync(other, { recursive: true, force: true });
  }
});
