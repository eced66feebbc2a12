import { useState } from "react";
import { type SignInResult, signInWith } from "../../lib/client/sign-in";

/** Signs in and goes on to `next`; tells what went wrong otherwise. */
export function useSignIn(next: string) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Exclude<SignInResult, "ok"> | null>(null);

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

  return { busy, fault, enter };
}
