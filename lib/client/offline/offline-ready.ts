/**
 * Has the service worker installed; whether it is there. Browsers have none on plain http, in some private windows, or where
 * people forbid it.
 */
export async function offlineReady(): Promise<boolean> {
  // While it is developed, files change and keep their names.
  if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("/offline-worker.js", { updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    // Refused, or its script cannot be had now: the pages need none.
    return false;
  }
}
