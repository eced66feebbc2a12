import { useEffect } from "react";
import { backOffMs } from "../../lib/domain/back-off";

const waits = { firstMs: 1_000, longestMs: 8_000 };
const patienceMs = 5_000;

/** Asks for the real page again as soon as the server answers. */
export function useBackOnline(): void {
  useEffect(() => {
    let failures = 0;
    let asking = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function ask(): Promise<void> {
      if (asking) return;
      asking = true;
      clearTimeout(timer);
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const answer = await fetch("/api/health/live", { cache: "no-store", signal });
        if (!answer.ok) throw new Error(String(answer.status));
        if (window.location.pathname === "/offline") window.location.replace("/");
        else window.location.reload();
      } catch {
        // Still not there: the page says so, and it is asked again.
        wait();
      } finally {
        asking = false;
      }
    }

    function wait(): void {
      timer = setTimeout(() => void ask(), backOffMs(waits, failures, Math.random()));
      failures += 1;
    }

    const look = () => {
      if (document.visibilityState === "visible") void ask();
    };
    wait();
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
