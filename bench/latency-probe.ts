import type { Page } from "@playwright/test";

/** A text and the instant after the frame that painted it, ms since 1970. */
export type Painted = [text: string, at: number];

/** Share of the time in which a page's main thread was busy: by the clock, and by its own CPU time. */
export interface Busy {
  clock: number;
  cpu: number;
}

declare global {
  interface Window {
    paintedTexts: Painted[];
  }
}

/** How far the page's shared clock is from the wall clock that it was set by, ms. */
async function clockError(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin + performance.now() - Date.now());
}

async function watchMainThread(page: Page, timeDomain: "timeTicks" | "threadTicks") {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
}

/**
 * Watches one element's text for `ms`. A text counts as painted in the first task after the frame that shows it: the change is
 * seen by an observer, the frame's callback reads what will be painted, a message comes after it.
 */
export async function probe(page: Page, selector: string, ms: number): Promise<Painted[]> {
  const error = Math.abs((await clockError(page)) - (performance.timeOrigin + performance.now() - Date.now()));
  if (error > 3) throw new Error(`The clocks of page and publisher are ${error.toFixed(1)} ms apart.`);
  await page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`There is no ${selector}.`);
    window.paintedTexts = [];
    const { port1, port2 } = new MessageChannel();
    const texts: string[] = [];
    port1.onmessage = () => {
      const at = performance.timeOrigin + performance.now();
      for (const text of texts.splice(0)) window.paintedTexts.push([text, at]);
    };
    new MutationObserver(() =>
      requestAnimationFrame(() => {
        texts.push(element.textContent ?? "");
        port2.postMessage(null);
      }),
    ).observe(element, { characterData: true, childList: true, subtree: true });
  }, selector);
  await page.waitForTimeout(ms);
  return page.evaluate(() => window.paintedTexts);
}

/** How busy the page's main thread is for `ms`. */
export async function busy(page: Page, ms: number): Promise<Busy> {
  const clock = await watchMainThread(page, "timeTicks");
  const cpu = await watchMainThread(page, "threadTicks");
  const [clockBefore, cpuBefore, from] = [await clock(), await cpu(), performance.now()];
  await page.waitForTimeout(ms);
  const [clockAfter, cpuAfter, to] = [await clock(), await cpu(), performance.now()];
  const share = (seconds: number) => (seconds * 1000) / (to - from);
  return { clock: share(clockAfter - clockBefore), cpu: share(cpuAfter - cpuBefore) };
}
