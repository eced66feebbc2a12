import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { freePort } from "./free-port";
import { isAboveMenu, scrollsSideways } from "./steps";
import { expect, test } from "./test";

let product: ChildProcess;
let dataDir: string;
let port: number;
let gatewayPort: number;
let printed = "";

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "phaseboard-demo-"));
  [port, gatewayPort] = [await freePort(), await freePort()];
  product = spawn("npm", ["start"], {
    env: {
      ...process.env,
      PORT: String(port),
      GATEWAY_PORT: String(gatewayPort),
      PHASEBOARD_DATA_DIR: dataDir,
      PHASEBOARD_SAMPLE_HISTORY: "off",
    },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  product.stdout?.on("data", (text) => {
    printed += text;
  });
  await expect.poll(() => printed, { timeout: 100_000 }).toContain(`http://localhost:${port}`);
});

/** Whether a process of the product's own group still lives. */
function lives(): boolean {
  try {
    return process.kill(-(product.pid ?? 0), 0);
  } catch {
    // Nobody is there to be asked: the group has ended.
    return false;
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: "localhost", port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

test.afterAll(async () => {
  if (lives()) process.kill(-(product.pid ?? 0), "SIGTERM");
  await expect.poll(lives, { timeout: 30_000 }).toBe(false);
  rmSync(dataDir, { recursive: true, force: true });
});

/** The values in a part of a page that are drawn over another one, or over a line's name. */
const runTogether = (part: Locator) =>
  part.evaluate((element) => {
    const texts = [...element.querySelectorAll<HTMLElement>("[data-at], span")]
      .filter((each) => each.matches("[data-at]") || /^L[123]$/.test(each.textContent ?? ""))
      .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
    const over = (a: DOMRect, b: DOMRect) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
    return texts
      .filter(({ box }, i) => texts.some((other, j) => i !== j && over(box, other.box)))
      .map(({ text }) => text);
  });

const everyWord = [
  ...["charging", "waitingForCurrent", "waitingForAuthorisation", "paused", "finished", "noCar", "unknown"].map(
    (word) => `states ${word}`,
  ),
  ...["online", "silent", "offline", "unknown"].map((word) => `presences ${word}`),
].sort();

test("npm start brings up the demo, says how to sign in, and every state and presence is there within a minute", async ({
  page,
}) => {
  expect(printed).toContain("Sign in as owner");
  await page.goto(`http://localhost:${port}`);
  await expect(page.getByText("Demo", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Sign in as support" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Installations" })).toBeVisible();
  await expect(page.getByText("Demo", { exact: true })).toBeVisible();

  const seen = await page.evaluate(
    (enough) =>
      new Promise<string[]>((resolve) => {
        const words = new Set<string>();
        const source = new EventSource("/api/stream?scope=fleet");
        const finish = () => {
          source.close();
          resolve([...words].sort());
        };
        const look = (event: MessageEvent<string>) => {
          for (const installation of JSON.parse(event.data).installations ?? []) {
            for (const part of ["states", "presences"])
              for (const [word, count] of Object.entries(installation[part]))
                if (Number(count) > 0) words.add(`${part} ${word}`);
          }
          if (words.size >= enough) finish();
        };
        source.addEventListener("snapshot", look);
        source.addEventListener("delta", look);
        setTimeout(finish, 60_000);
      }),
    everyWord.length,
  );
  expect(seen).toEqual(everyWord);
  // On IT grids cars on different pairs of lines do not determine what a line carries.
  await page.goto(`http://localhost:${port}/installations/sample-cooperative`);
  const pairs = page.getByRole("region", { name: "Circuit Garage B", exact: true });
  await expect(pairs.getByRole("meter", { name: "L1" })).toHaveAttribute(
    "aria-valuetext",
    /^(at least )?[\d.]+ to [\d.]+ A of 25 A$/,
  );
  await expect(pairs).toContainText(/\d–\d/);
  await page.setViewportSize({ width: 320, height: 740 });
  expect(await runTogether(pairs)).toEqual([]);
  await page.goto(`http://localhost:${port}`);
  const card = page.getByRole("listitem").filter({ has: page.locator('a[href="/installations/sample-cooperative"]') });
  await expect(card).toContainText(/\d–\d/);
  expect(await runTogether(card)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  // A phone's first screen has the search and the first charger, however much there is to tell above them.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`http://localhost:${port}/installations/sample-cooperative`);
  const verdict = page.getByRole("status", { name: "Verdict" });
  const more = verdict.getByRole("button", { name: /^and \d+ more$/ });
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await expect(verdict.getByRole("link")).toHaveCount(2);
  await expect(page.getByRole("searchbox", { name: "Find by name or serial" })).toBeInViewport({ ratio: 1 });
  const first = page
    .getByRole("list", { name: /chargers$/ })
    .getByRole("listitem")
    .first();
  await expect.poll(() => isAboveMenu(first)).toBe(true);
  await more.click();
  await expect(verdict.getByRole("button", { name: "Show fewer" })).toHaveAttribute("aria-expanded", "true");
  expect(await verdict.getByRole("link").count()).toBeGreaterThan(3);
  // A start with nothing wrong warns of nothing: the charger that falls silent has no allocation to confirm.
  expect(printed).not.toMatch(/ZPR000221.*does not confirm/);
});

test("a manager and an owner of the demo see their own, and the demo says that it is one", async ({ browser }) => {
  for (const role of ["owner", "manager"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}`);
    await page.getByRole("button", { name: `Sign in as ${role}` }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await expect(page.getByText("Demo", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Support" })).toBeHidden();
    await context.close();
  }
});

test("Ctrl-C ends all of it, and leaves nothing behind", async () => {
  const code = new Promise((resolve) => product.once("exit", resolve));
  expect(await accepts(gatewayPort)).toBe(true);
  process.kill(-(product.pid ?? 0), "SIGINT");
  await expect.poll(lives, { timeout: 30_000 }).toBe(false);
  await code;
  expect(await accepts(port)).toBe(false);
  expect(await accepts(gatewayPort)).toBe(false);
  expect(existsSync(join(dataDir, "postgres", "cluster", "postmaster.pid"))).toBe(false);
});
