import type { Page } from "@playwright/test";

export interface Scroll {
  /** The most rows that the document held at once. */
  mostRows: number;
  /** The chargers that were seen on the way. */
  seen: number;
  /** Time from one frame to the next, ms. */
  frameMs: number[];
}

/** Scrolls a list from its top to its end, 120 px a frame, and looks at every frame. */
export function scrollThrough(page: Page): Promise<Scroll> {
  return page.evaluate(
    () =>
      new Promise<Scroll>((resolve) => {
        const seen = new Set<string>();
        const frameMs: number[] = [];
        let mostRows = 0;
        let before = performance.now();
        const watch = setInterval(() => {
          const rows = document.querySelectorAll("li[data-index]");
          mostRows = Math.max(mostRows, rows.length);
          for (const row of rows) seen.add(row.getAttribute("data-index") ?? "");
        }, 10);
        // A method: functions with names of their own are wrapped by what runs TypeScript, and a page does not know the wrapper.
        const walk = {
          step(at: number) {
            frameMs.push(at - before);
            before = at;
            const top = window.scrollY;
            window.scrollBy({ top: 120, behavior: "instant" });
            if (window.scrollY > top) {
              requestAnimationFrame(walk.step);
              return;
            }
            clearInterval(watch);
            resolve({ mostRows, seen: seen.size, frameMs: frameMs.slice(1) });
          },
        };
        requestAnimationFrame(walk.step);
      }),
  );
}
