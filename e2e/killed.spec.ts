import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port";
import { databaseOf, family, lives, type Process, startProduct } from "./product";
import { expect, serverAway, test } from "./test";

// A page that is left lets go of its stream a moment later, which may find the server gone.
test.use({ expectedErrors: serverAway });

let dataDir: string;
const groups: number[] = [];

test.beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "phaseboard-killed-"));
});

async function start(ports: { PORT: string; GATEWAY_PORT: string }) {
  const product = await startProduct({ ...ports, PHASEBOARD_DATA_DIR: dataDir });
  groups.push(-product.pid);
  return product;
}

test.afterAll(async () => {
  for (const group of groups) if (lives(group)) process.kill(group, "SIGTERM");
  await expect.poll(() => groups.some(lives), { timeout: 30_000 }).toBe(false);
  rmSync(dataDir, { recursive: true, force: true });
});

test("a start after a kill -9 finds everything as it was, and nothing in its way", async ({ page }) => {
  const ports = { PORT: String(await freePort()), GATEWAY_PORT: String(await freePort()) };
  const killed = await start(ports);
  const url = `http://localhost:${ports.PORT}`;
  await page.goto(url);
  await page.getByRole("button", { name: "Sign in as support" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Installations" })).toBeVisible();
  const entered = { product: "Pro", version: "98.7.6" };
  expect((await page.request.put(`${url}/api/firmware/available`, { data: entered })).status()).toBe(204);
  await page.goto("about:blank");

  const isStart = ({ pid, command }: Process) => pid === killed.pid || /npm start|lib\/cli\/start\.ts/.test(command);
  const all = family(killed.pid);
  const parts = all.filter((each) => !isStart(each));
  for (const part of ["gateway.ts", "simulate.ts", "next"])
    expect(
      parts.some(({ command }) => command.includes(part)),
      part,
    ).toBe(true);
  const database = databaseOf(dataDir);
  expect(database.length).toBeGreaterThan(0);
  for (const { pid } of all.filter(isStart)) process.kill(pid, "SIGKILL");

  const again = await start(ports);
  // Its parts have ended by themselves; its database may have been taken over.
  await expect.poll(() => parts.filter(({ pid }) => lives(pid))).toEqual([]);
  expect(all.filter(({ pid }) => lives(pid) && !database.some((each) => each.pid === pid))).toEqual([]);
  // The sign-in holds as well: the secret is kept.
  await page.goto(`${url}/firmware`);
  await expect(page.getByText("98.7.6").first()).toBeVisible();

  const ended = new Promise((resolve) => again.once("exit", resolve));
  process.kill(-again.pid, "SIGINT");
  await ended;
  await expect.poll(() => existsSync(join(dataDir, "postgres", "cluster", "postmaster.pid"))).toBe(false);
  await expect.poll(() => groups.some(lives)).toBe(false);
});
