import { useEffect } from "react";

const renewMs = 30 * 60_000;

/** Renews the sign-in now and then while its page is open, so that a wall screen does not end in the middle of the day. */
export function useStaySignedIn(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      // Not reachable now: the stream says so itself, and the next time is soon enough.
      fetch("/api/auth/session", { cache: "no-store" }).catch(() => undefined);
    }, renewMs);
    return () => clearInterval(timer);
  }, []);
}
