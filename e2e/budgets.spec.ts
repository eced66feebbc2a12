import { home, journeys } from "./sample";
import { expect, test } from "./test";

/** All scripts of a page as they come over the wire, with those that come when it is idle, kB (compressed). */
const budgets = [
  { of: "the list of installations", path: "/", kb: 260 },
  { of: "an installation", path: `/installations/${home.id}`, kb: 330 },
  { of: "a charger", path: `/chargers/${journeys.usage}`, kb: 330 },
  { of: "sessions", path: "/sessions", kb: 300 },
  { of: "a report", path: `/reports/${home.id}/2026-01`, kb: 280 },
  { of: "prices", path: `/installations/${home.id}/prices`, kb: 330 },
];

for (const { of, path, kb } of budgets)
  test(`the scripts of ${of} stay within ${kb} kB`, async ({ page, world, enter }) => {
    await enter(page, "owner", "/firmware");
    // Nothing comes from a cache: each address is asked for anew.
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const sizes = new Map<string, Promise<number>>();
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.set(
          request.url(),
          request.sizes().then(({ responseBodySize }) => responseBodySize),
        );
    });
    await page.goto(`${world.url}${path}`);
    await expect(page.getByText("Live", { exact: true })).toBeAttached();
    // Until no script has come for a while.
    await expect
      .poll(
        async () => {
          const before = sizes.size;
          await page.waitForTimeout(1_500);
          return sizes.size - before;
        },
        { intervals: [100] },
      )
      .toBe(0);
    const sum = (await Promise.all(sizes.values())).reduce((all, size) => all + size, 0);
    expect(sum).toBeGreaterThan(50_000);
    expect(sum / 1_000, `kB of ${sizes.size} scripts`).toBeLessThanOrEqual(kb);
  });
