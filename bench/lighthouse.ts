import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserContext, chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { freePort } from "../lib/broker/test-mosquitto";
import { systemPackages } from "../lib/cli/system-packages";
import { serveBare, serveDemo } from "./lighthouse-pages";
import { longTasks, type Tasks } from "./lighthouse-tasks";
import { machine } from "./machine";
import { percentile } from "./percentile";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** A round counts where this machine gives a bare page so much; so often it is tried. */
const bareAtLeast = 99;
const tries = rounds * 4;
/**
 * `simulate`, Lighthouse's default, reckons a slow network and processor from a fast run: each script that was here before the first paint
 * counts as if the paint had waited for it. `devtools` slows both down in the browser.
 */
const throttlingMethod = process.env.BENCH_THROTTLING === "devtools" ? "devtools" : "simulate";

const paths = {
  "sign-in": "/sign-in",
  overview: "/",
  installation: "/installations/sample-car-park",
  charger: "/chargers/ZPR000201",
} as const;
type Name = keyof typeof paths;
const names = Object.keys(paths) as Name[];

interface Run {
  score: number;
  blockingMs: number;
  largestMs: number;
  scriptKb: number;
}

interface Request {
  resourceType?: string;
  transferSize?: number;
}

/**
 * One run of Lighthouse as a phone, with what is stored of the sign-in left and the browser's cache emptied. In a process of its own: one in
 * which the same pages were before has their garbage, and looking through it when Lighthouse attaches took 0.37 s, which Lighthouse multiplies by four.
 */
async function runOnce(url: string, { context, port }: Browser): Promise<Run> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.clearBrowserCache");
  const storageTypes = "service_workers,cache_storage,indexeddb";
  await devTools.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes });
  await page.close();
  const result = await lighthouse(url, {
    port,
    disableStorageReset: true,
    throttlingMethod,
    onlyCategories: ["performance"],
    logLevel: "error",
    output: "json",
  });
  if (result === undefined) throw new Error("Lighthouse gave no result.");
  const { audits, categories, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(runtimeError.message);
  const details = audits["network-requests"]?.details;
  const requests = details?.type === "table" ? (details.items as Request[]) : [];
  const scripts = requests.filter(({ resourceType }) => resourceType === "Script");
  return {
    score: Math.round((categories.performance?.score ?? Number.NaN) * 100),
    blockingMs: audits["total-blocking-time"]?.numericValue ?? Number.NaN,
    largestMs: audits["largest-contentful-paint"]?.numericValue ?? Number.NaN,
    scriptKb: scripts.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 1024,
  };
}

/** A browser that has just been started works for itself first. */
const settleMs = 3_000;

interface Browser {
  context: BrowserContext;
  port: number;
}

/** A browser started for this use alone; what it stores stays in `profile`. */
async function inBrowser<T>(profile: string, use: (browser: Browser) => Promise<T>): Promise<T> {
  const port = await freePort();
  const executablePath = systemPackages.find(({ name }) => name === "Chromium")?.find() ?? undefined;
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", `--remote-debugging-port=${port}`];
  const context = await chromium.launchPersistentContext(profile, { executablePath, args, locale: "en-GB" });
  try {
    await sleep(settleMs);
    return await use({ context, port });
  } finally {
    await context.close();
  }
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: "Sign in as owner" }).click();
  await page.waitForURL((to) => !to.pathname.startsWith("/sign-in"));
  await page.close();
}

const median = (figures: readonly number[]) => percentile(figures, 0.5);

/** Lighthouse's score as a phone, the scripts' weight, and long tasks on a processor four times slower, page by page. */
export async function main(): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), "phaseboard-chromium-"));
  const [demo, bare] = [await serveDemo(), await serveBare()];
  try {
    const runs = new Map<Name, Run[]>(names.map((name) => [name, []]));
    const tasks = new Map<Name, Tasks[]>(names.map((name) => [name, []]));
    const bareScores: number[] = [];
    for (const name of names) {
      if (name === "overview") await inBrowser(profile, ({ context }) => signIn(context, demo.url));
      const url = `${demo.url}${paths[name]}`;
      for (let tried = 0; (runs.get(name)?.length ?? 0) < rounds && tried < tries; tried++) {
        const { score } = await inBrowser(profile, (browser) => runOnce(bare.url, browser));
        bareScores.push(score);
        if (score < bareAtLeast) continue;
        const run = await inBrowser(profile, (browser) => runOnce(url, browser));
        runs.get(name)?.push(run);
        tasks.get(name)?.push(await inBrowser(profile, ({ context }) => longTasks(context, url)));
        console.log(`${name}: bare ${score}, score ${run.score}, blocked ${Math.round(run.blockingMs)} ms`);
      }
    }
    console.log(`\n${machine()}; bare page ${Math.min(...bareScores)} to ${Math.max(...bareScores)}`);
    console.log(`median of the runs that count, throttled by ${throttlingMethod}\n`);
    console.log(
      "| page | runs | score | blocking, ms | largest paint, ms | scripts, KB | long tasks loading, ms (longest) | standing |",
    );
    console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (const name of names) {
      const of = (pick: (run: Run) => number) => Math.round(median((runs.get(name) ?? []).map(pick)));
      const task = (part: keyof Tasks) => {
        const all = (tasks.get(name) ?? []).map((one) => one[part]);
        const [total, longest] = [all.map(({ totalMs }) => totalMs), all.map(({ longestMs }) => longestMs)];
        return `${Math.round(median(total))} (${Math.round(median(longest))})`;
      };
      const cells = [
        name,
        runs.get(name)?.length ?? 0,
        of(({ score }) => score),
        of(({ blockingMs }) => blockingMs),
        of(({ largestMs }) => largestMs),
        of(({ scriptKb }) => scriptKb),
        task("loading"),
        task("standing"),
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
  } finally {
    await Promise.all([demo.end(), bare.end(), rm(profile, { recursive: true, force: true })]);
  }
}
