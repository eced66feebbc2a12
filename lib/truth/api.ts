import { randomUUID } from "node:crypto";
import { z } from "zod";
import { chargerPath } from "../domain/charger-id";
import { type Command, commandKinds, commandStages } from "../domain/command/command";

/** Who looks and asks. */
export interface Credentials {
  email: string;
  password: string;
}

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");

/** Signs in as a browser does; the cookies for what follows. Throws with the status of a refusal. */
export async function signIn(url: string, { email, password }: Credentials): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json());
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(asked).join("; "), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
  });
  if (!answer.ok) throw new Error(`Signing in got ${answer.status}.`);
  return [...cookiesOf(asked), ...cookiesOf(answer)].join("; ");
}

const accepted = z.object({ commandId: z.string() });

/** Asks for a command; its id, or the status of the refusal. 0: no answer at all. */
export async function giveCommand(
  url: string,
  cookie: string,
  deviceId: string,
  command: string,
): Promise<string | number> {
  try {
    const answer = await fetch(`${url}/api${chargerPath(deviceId)}/commands`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
      body: JSON.stringify({ command }),
      signal: AbortSignal.timeout(10_000),
    });
    return answer.status === 202 ? accepted.parse(await answer.json()).commandId : answer.status;
  } catch {
    // The server was killed, or is away: what came of it is told by the chargers.
    return 0;
  }
}

const step = z.object({ stage: z.enum(commandStages), at: z.number() });
const listed = z.object({
  id: z.string(),
  deviceId: z.string(),
  kind: z.enum(commandKinds),
  by: z.object({ personId: z.string(), name: z.string() }),
  course: z.array(step),
  waiting: z.enum(["carLeaves", "running"]).nullable(),
  deadlineAt: z.number().nullable(),
});

/** All commands of a charger, newest first, as `GET /api/chargers/{id}/commands` lists them. Throws when it does not answer. */
export async function commandsOf(url: string, cookie: string, deviceId: string): Promise<Command[]> {
  const answer = await fetch(`${url}/api${chargerPath(deviceId)}/commands`, { headers: { cookie } });
  const { commands } = z.object({ commands: z.array(listed) }).parse(await answer.json());
  return commands.map((one) => ({
    ...one,
    idempotencyKey: "",
    course: one.course.map((part) => ({ ...part, reason: null })),
  }));
}
