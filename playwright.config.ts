import { defineConfig } from "@playwright/test";
import { systemPackages } from "./lib/cli/system-packages";

const chromium = systemPackages.find(({ name }) => name === "Chromium")?.find() ?? undefined;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: false,
  workers: 2,
  // A machine that is busy with other work may stall a browser once; a second failure is a fault.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    // Only on a retry: tracing every journey slows a small machine down.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
