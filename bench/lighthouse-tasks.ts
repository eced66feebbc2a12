import type { BrowserContext } from "@playwright/test";

const slowDown = 4;
/** A task of this length is long for who taps meanwhile (Long Tasks API). */
const loadMs = 6_000;
const standMs = 6_000;

export interface Tasks {
  /** Of all tasks over 50 ms, ms: until 6 s after the page was asked for, and in the 6 s after that, when it stands. */
  loading: { totalMs: number; longestMs: number };
  standing: { totalMs: number; longestMs: number };
}

const sumOf = (lengths: readonly number[]) => ({
  totalMs: lengths.reduce((sum, one) => sum + one, 0),
  longestMs: Math.max(0, ...lengths),
});

/** Opens a page on a processor slowed down four times, and times what keeps it from answering a tap. */
export async function longTasks(context: BrowserContext, url: string): Promise<Tasks> {
  const page = await context.newPage();
  try {
    await page.setViewportSize({ width: 412, height: 823 });
    await page.addInitScript(() => {
      const seen: [number, number][] = [];
      Object.assign(window, { longTasks: seen });
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) seen.push([startTime, duration]);
      }).observe({ type: "longtask", buffered: true });
    });
    const devTools = await context.newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForTimeout(loadMs + standMs);
    const seen = await page.evaluate(() => (window as unknown as { longTasks: [number, number][] }).longTasks);
    const lengths = (from: number, to: number) =>
      seen.filter(([at]) => at >= from && at < to).map(([, length]) => length);
    return { loading: sumOf(lengths(0, loadMs)), standing: sumOf(lengths(loadMs, loadMs + standMs)) };
  } finally {
    await page.close();
  }
}
