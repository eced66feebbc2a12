import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "./free-port";

let product: ChildProcess;
let dataDir: string;
let url: string;
let printed = "";

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "phaseboard-demo-"));
  const port = await freePort();
  url = `http://localhost:${port}`;
  product = spawn("npm", ["start"], {
    env: { ...process.env, PORT: String(port), GATEWAY_PORT: String(await freePort()), PHASEBOARD_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  product.stdout?.on("data", (text) => {
    printed += text;
  });
  await expect.poll(() => printed, { timeout: 60_000 }).toContain(url);
});

test.afterAll(async () => {
  if (product.exitCode === null && product.pid) {
    const gone = new Promise((resolve) => product.once("exit", resolve));
    process.kill(-product.pid, "SIGTERM");
    await gone;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test("npm start brings up the demo, says how to sign in, and every state and presence is there within a minute", async ({
  page,
}) => {
  expect(printed).toContain("Sign in as owner");
  await page.goto(url);
  await expect(page.getByText("Demo", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Sign in as support" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Demo", { exact: true })).toBeVisible();

  const seen = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const words = new Set<string>();
        const ids = ["sample-cooperative", "sample-car-park", "sample-depot"];
        const source = new EventSource(`/api/stream?scope=fleet`);
        const look = (event: MessageEvent<string>) => {
          for (const installation of JSON.parse(event.data).installations ?? []) {
            for (const part of ["states", "presences"])
              for (const [word, count] of Object.entries(installation[part])) if (Number(count) > 0) words.add(word);
          }
          if (words.size >= 10 || ids.length === 0) finish();
        };
        const finish = () => {
          source.close();
          resolve([...words].sort());
        };
        source.addEventListener("snapshot", look);
        source.addEventListener("delta", look);
        setTimeout(finish, 70_000);
      }),
  );
  for (const word of [
    "charging",
    "waitingForCurrent",
    "waitingForAuthorisation",
    "paused",
    "finished",
    "noCar",
    "online",
    "silent",
    "offline",
    "unknown",
  ])
    expect(seen).toContain(word);
});
