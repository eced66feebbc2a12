import { useEffect, useState } from "react";
import { type SignInResult, signInWith } from "../../lib/client/api/sign-in";

/** A check takes so long only where it has to wait. */
const slowMs = 2_000;

/** Signs in and goes on to `next`; tells what went wrong otherwise. */
export function useSignIn(next: string) {
  const [busy, setBusy] = useState(false);
  const [slow, setSlow] = useState(false);
  const [fault, setFault] = useState<Exclude<SignInResult, "ok"> | null>(null);

  useEffect(() => {
    if (!busy) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, [busy]);

  async function enter(fields: Record<string, string>, provider: "credentials" | "demo"): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFault(null);
    const result = await signInWith(fields, provider);
    // The whole page is asked for anew, so that nothing of another person is left in it.
    if (result === "ok") return window.location.assign(next);
    setFault(result);
    setBusy(false);
  }

  return { busy, slow, fault, enter };
}
