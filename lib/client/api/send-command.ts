import { type ProblemCode, problems } from "../../contract/problem";
import { chargerPath } from "../../domain/charger-id";
import type { CommandKind } from "../../domain/command/command";
import { requestId } from "../hub/request-id";
import { bodyOf, numberIn, textIn } from "./body";

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

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** The refusal in a problem+json body; `internal` where the body is no such thing. */
export const refusalIn = async (answer: Response): Promise<Refusal> => refusalFrom(await bodyOf(answer));

/** The same of a body that was read. */
export function refusalFrom(body: unknown): Refusal {
  const code = textIn(body, "code");
  if (code === null || !isProblemCode(code)) return plainRefusal("internal");
  return { code, rule: textIn(body, "rule"), by: textIn(body, "by"), againAt: numberIn(body, "againAt") };
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
  const commandId = textIn(await bodyOf(answer), "commandId");
  return commandId === null ? { ok: false, refusal: plainRefusal("internal") } : { ok: true, commandId };
}
