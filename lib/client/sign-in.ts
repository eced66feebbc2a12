import { signIn, signOut } from "next-auth/react";

export type SignInResult = "ok" | "wrong" | "tooManyRequests" | "storeUnavailable" | "unreachable";

/** Signs in by password (`credentials`) or, in the demo, by role (`demo`). `wrong`: not accepted. */
export async function signInWith(
  fields: Record<string, string>,
  provider: "credentials" | "demo",
): Promise<SignInResult> {
  try {
    const answer = await signIn(provider, { ...fields, redirect: false });
    if (answer?.ok && !answer.error) return "ok";
    const error = answer?.error;
    return error === "tooManyRequests" || error === "storeUnavailable" ? error : "wrong";
  } catch {
    // The server cannot be reached, or answers something else: the person is told so.
    return "unreachable";
  }
}

/** Ends the sign-in and goes to the sign-in page. */
export const signOutToStart = () => signOut({ callbackUrl: "/sign-in" });
