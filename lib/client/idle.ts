/** Resolves when the browser has nothing more urgent to do, at the latest after 3 s. */
export const idle = () =>
  new Promise<void>((resolve) => {
    // Not every browser has it.
    if ("requestIdleCallback" in window) window.requestIdleCallback(() => resolve(), { timeout: 3_000 });
    else setTimeout(resolve, 500);
  });
