import * as z from "zod/mini";
import { type ProblemCode, problems } from "../../contract/problem";
import { chargerPath } from "../../domain/charger-id";
import type { CommandKind } from "../../domain/command/command";
import { requestId } from "../hub/request-id";

/** A refusal in the API's own code; `unreachable`: the dashboard's server gave no answer at all. */
export interface Refusal {
  code: ProblemCode | "unreachable";
  rule: string | null;
  /** Who was first, where somebody was. */
  by: string | null;
  /** When it may be asked for again, ms, where that is known. */
  againAt: number | null;
}
export type Sent = { ok: true; commandId: string } | { ok: false; refusal: Refusal };

/** A refusal by its code alone. */
export const plainRefusal = (code: Refusal["code"]): Refusal => ({ code, rule: null, by: null, againAt: null });

const accepted = z.object({ commandId: z.string() });
const problem = z.object({
  code: z.string(),
  rule: z.optional(z.string()),
  by: z.optional(z.string()),
  againAt: z.optional(z.number()),
});

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** The refusal in a problem+json body; `internal` where the body is no such thing. */
export async function refusalIn(answer: Response): Promise<Refusal> {
  const body: unknown = await answer.json().catch(() => null);
  const read = problem.safeParse(body);
  if (!read.success || !isProblemCode(read.data.code)) return plainRefusal("internal");
  const { code, rule = null, by = null, againAt = null } = read.data;
  return { code, rule, by, againAt };
}

/** Asks the dashboard to command a charger. Accepted means asked, not done: what comes of it is told by the stream. */
export async function sendCommand(deviceId: string, command: CommandKind): Promise<Sent> {
  let answer: Response;
  try {
    answer = await fetch(`/api${chargerPath(deviceId)}/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": requestId() },
      body: JSON.stringify({ command }),
    });
  } catch {
    // No answer at all: the person is told so, and the commands' log shows whether it was taken nevertheless.
    return { ok: false, refusal: plainRefusal("unreachable") };
  }
  if (!answer.ok) return { ok: false, refusal: await refusalIn(answer) };
  const read = accepted.safeParse(await answer.json().catch(() => null));
  return read.success ? { ok: true, commandId: read.data.commandId } : { ok: false, refusal: plainRefusal("internal") };
}
