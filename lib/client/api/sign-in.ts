import { signOut } from "next-auth/react";
import { z } from "zod";
import { forgetKept } from "../offline/kept-store";
import { change } from "./ask";
import { refusalIn } from "./send-command";

export type SignInResult = "ok" | "wrong" | "tooManyRequests" | "storeUnavailable" | "unreachable";

const token = z.object({ csrfToken: z.string() });

/** Signs in by password (`credentials`) or, in the demo, by role (`demo`). `wrong`: not accepted. */
export async function signInWith(
  fields: Record<string, string>,
  provider: "credentials" | "demo",
): Promise<SignInResult> {
  try {
    const { csrfToken } = token.parse(await (await fetch("/api/auth/csrf", { cache: "no-store" })).json());
    const answer = await fetch(`/api/auth/callback/${provider}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    });
    if (answer.ok) return "ok";
    const { code } = await refusalIn(answer);
    if (code === "tooManyRequests" || code === "storeUnavailable") return code;
    return code === "signInRefused" ? "wrong" : "unreachable";
  } catch {
    // The server cannot be reached, or answers something else: the person is told so.
    return "unreachable";
  }
}

/** Ends the sign-in and goes to the sign-in page. What this device keeps is deleted first, whatever becomes of the rest. */
export async function signOutToStart(): Promise<void> {
  await forgetKept();
  await signOut({ callbackUrl: "/sign-in" });
}

/**
 * Ends all sign-ins of the person, on all devices, and goes to the sign-in page. Where it does not: "failed" nothing has
 * ended; "unknown" the server gave no answer.
 */
export async function signOutEverywhere(): Promise<"failed" | "unknown" | null> {
  await forgetKept();
  const asked = await change("POST", "/api/sign-out-everywhere");
  if (asked.ok || asked.refusal.code === "signInNeeded") {
    window.location.assign("/sign-in");
    return null;
  }
  return asked.refusal.code === "unreachable" ? "unknown" : "failed";
}
