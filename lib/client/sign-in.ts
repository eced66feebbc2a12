import { signIn, signOut } from "next-auth/react";

/** Signs in with email and password. `wrong`: not accepted; `unreachable`: no answer. */
export async function signInWith(
  fields: Record<string, string>,
  provider = "credentials",
): Promise<"ok" | "wrong" | "unreachable"> {
  try {
    const answer = await signIn(provider, { ...fields, redirect: false });
    return answer?.ok && !answer.error ? "ok" : "wrong";
  } catch {
    // The server cannot be reached, or it is not ready: the person is told so.
    return "unreachable";
  }
}

/** Ends the sign-in and goes to the sign-in page. */
export const signOutToStart = () => signOut({ callbackUrl: "/sign-in" });
