import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { systemPackages } from "../lib/cli/system-packages";
import type { ChargerHistory } from "../lib/contract/history";
import { serial } from "./fleet-payloads";
import { openWorld, person } from "./latency-world";
import { machine } from "./machine";
import { percentile } from "./percentile";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const chargerId = serial(0);
const frames = 120;
const pointsSeen = 2_000;
const stepPx = 6;
const targetMs = 8;

/** As many points as asked, of which `pointsSeen` are seen at once: what is loaded beside them comes on top. */
function answer(url: URL): ChargerHistory {
  const [from, to] = ["from", "to"].map((name) => Date.parse(url.searchParams.get(name) ?? "")) as [number, number];
  const count = pointsSeen * 2;
  const bucketMs = (to - from) / count;
  const series = ["powerW", "current1A", "current2A", "current3A"].map((key, n) => ({
    key,
    group: "measurements" as const,
    unit: null,
    buckets: Array.from({ length: count }, (_, i): [number, number, number, number] => {
      const value =
        key === "powerW" ? 7_000 + 3_000 * Math.sin(i / 40) : 16 + 8 * Math.sin(i / (30 + 10 * n)) + (i % 7);
      return [from + i * bucketMs, value * 0.9, value * 1.1, value];
    }),
    gaps: [],
  }));
  const known: [number, number][] = [[from, to]];
  return {
    deviceId: chargerId,
    from,
    to,
    until: to,
    bucketMs,
    series,
    unknown: [],
    states: [{ key: "mode", group: "operation", spans: [[from, to, "charging"]], more: false }],
    online: known,
    presence: [[from, to, "online"]],
    events: null,
    commands: [],
    sample: [],
    unreadable: [],
  };
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((to) => !to.pathname.startsWith("/sign-in"));
  await page.close();
}

/**
 * Drags the picture to and fro, once a frame; the script time of each, ms: what moves the view, what draws it, and what the library puts
 * off to the end of the turn. By the thread's own clock, so that it does not count how often somebody else had the processor.
 */
async function pan(page: Page): Promise<number[]> {
  const figure = page.getByRole("region", { name: "Timeline", exact: true }).getByRole("application");
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.boundingBox();
  if (box === null) throw new Error("There is no picture.");
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  const scriptMs = async () => {
    const { metrics } = await devTools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN) * 1_000;
  };
  const drawn = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const [middle, y] = [box.x + box.width / 2, box.y + 80];
  await page.mouse.move(middle, y);
  await page.mouse.down();
  const all: number[] = [];
  for (let n = 0; n < frames; n += 1) {
    const before = await scriptMs();
    await page.mouse.move(middle + stepPx * (20 - Math.abs((n % 80) - 40)), y);
    await drawn();
    all.push((await scriptMs()) - before);
  }
  await page.mouse.up();
  return all;
}

/** Script time per frame while a timeline of 3 x 2,000 points (and power beside them) is dragged. */
export async function main(): Promise<void> {
  const world = await openWorld(1);
  const executablePath = systemPackages.find(({ name }) => name === "Chromium")?.find() ?? undefined;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
    await signIn(context, world.pagesUrl);
    const figures: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const page = await context.newPage();
      await page.route("**/history?*", (route) => route.fulfill({ json: answer(new URL(route.request().url())) }));
      const now = Date.now();
      const [from, to] = [now - 30 * 3_600_000, now - 28 * 3_600_000].map((at) =>
        new Date(at).toISOString().slice(0, 19),
      );
      await page.goto(`${world.pagesUrl}/chargers/${chargerId}?from=${from}Z&to=${to}Z`);
      await page.locator('[role="application"][aria-busy="false"]').waitFor();
      await page.waitForTimeout(1_000);
      const all = await pan(page);
      console.log(
        `round ${round + 1}: ${all.length} frames, p50 ${percentile(all, 0.5).toFixed(1)}, p95 ${percentile(all, 0.95).toFixed(1)} ms`,
      );
      figures.push(...all);
      await page.close();
    }
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(figures, share).toFixed(1));
    console.log(`\n${machine()}`);
    console.log(`script time per frame while panning: p50 ${p50}, p95 ${p95} (target ${targetMs}), p99 ${p99} ms`);
  } finally {
    await browser.close();
    await world.end();
  }
}
