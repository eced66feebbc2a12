import { forgetKept } from "../offline/kept-place";
import { change } from "./ask";
import { bodyOf, textIn } from "./body";
import { refusalIn } from "./send-command";

export type SignInResult = "ok" | "wrong" | "tooManyRequests" | "storeUnavailable" | "unreachable";

/** @throws where the server cannot be reached, or answers something else */
async function csrfToken(): Promise<string> {
  const token = textIn(await bodyOf(await fetch("/api/auth/csrf", { cache: "no-store" })), "csrfToken");
  if (token === null) throw new Error("The server gave no token.");
  return token;
}

/** Signs in by password (`credentials`) or, in the demo, by role (`demo`). `wrong`: not accepted. */
export async function signInWith(
  fields: Record<string, string>,
  provider: "credentials" | "demo",
): Promise<SignInResult> {
  try {
    const answer = await fetch(`/api/auth/callback/${provider}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: "true" }),
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

/**
 * Ends the sign-in and goes to the sign-in page. What this device keeps is deleted first, whatever becomes of the rest.
 * "unreachable": the server gave no good answer, and the sign-in may stand.
 */
export async function signOutHere(): Promise<"unreachable" | null> {
  await forgetKept();
  try {
    const body = new URLSearchParams({ csrfToken: await csrfToken(), json: "true" });
    const answer = await fetch("/api/auth/signout", { method: "POST", body });
    if (!answer.ok) return "unreachable";
  } catch {
    return "unreachable";
  }
  window.location.assign("/sign-in");
  return null;
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
