import type { DeviceId } from "../../domain/ids";
import { parseJson } from "../../domain/json";
import { escaped } from "../../domain/plain-text";
import type { Message } from "../message";
import { limits } from "../read/limits";
import { cut } from "../read/undecodable";

/** `{"Code":528,...}`: with a status of 500 the code alone tells why; null: there is none. */
function codeIn(text: string): number | null {
  const told = parseJson(text);
  const code = typeof told === "object" && told !== null && "Code" in told ? told.Code : null;
  return typeof code === "number" && Number.isInteger(code) && code > 500 && code < 1000 ? code : null;
}

/**
 * A charger's answer to a command. Its status counts whatever its body is, so a body is never refused: empty and `null` are
 * none, a JSON string is its text, anything else is the text as it came; cut to 1 KB, control characters escaped.
 */
export function readAnswer(deviceId: DeviceId, rid: string, status: number, bytes: Buffer): Message {
  const text = bytes.toString("utf8", 0, 4 * limits.answerLength).trim();
  const parsed = text.startsWith('"') ? parseJson(text) : text;
  const code = status === 500 ? codeIn(text) : null;
  const said = typeof parsed === "string" ? parsed : text;
  const body = said === "" || said === "null" ? null : cut(escaped(said), limits.answerLength);
  return { kind: "answer", deviceId, rid, status: code ?? status, body };
}
