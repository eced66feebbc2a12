import { z } from "zod";
import { person } from "./latency-world";

/** Signs in as a browser does; the cookies for what follows. */
export async function signIn(pagesUrl: string, email = person.email): Promise<string> {
  const cookies = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const asked = await fetch(`${pagesUrl}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json());
  const answer = await fetch(`${pagesUrl}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(asked).join("; "), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...person, email, csrfToken, json: "true" }),
  });
  if (!answer.ok) throw new Error(`Signing in got ${answer.status}.`);
  return [...cookies(asked), ...cookies(answer)].join("; ");
}
