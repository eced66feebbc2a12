import type { JournalFigures } from "../../domain/journal-figures";
import { parseJson } from "../../domain/json";
import type { Message } from "../message";
import { undecodable } from "../read/undecodable";

/** Where the embedded gateway tells a dashboard how its journal stands. */
export function gatewayTopic(clientId: string): string {
  return `phaseboard/${clientId}/gateway`;
}

const longest = 1_024;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isInstant = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 8.64e15;

/** `{"bytes":0,"oldestAt":null,"dropped":0,"refused":0,"refusing":false}`; `oldestAt` in ms. */
export function encodeGatewayJournal({ bytes, oldestAt, dropped, refused, refusing }: JournalFigures): Buffer {
  return Buffer.from(JSON.stringify({ bytes, oldestAt, dropped, refused, refusing }));
}

/** What the gateway tells of its journal. Never throws: anything else is undecodable. */
export function decodeGatewayJournal(payload: Uint8Array, receivedAt: number): Message {
  const fault = (reason: "payloadTooLarge" | "notJson" | "notAnEnvelope", detail: string) =>
    undecodable(null, reason, `gateway: ${detail}`, payload, receivedAt);
  if (payload.length > longest) return fault("payloadTooLarge", `${payload.length} bytes`);
  const said = parseJson(Buffer.from(payload).toString("utf8"));
  if (said === undefined) return fault("notJson", "not JSON");
  const figures = figuresOf(said);
  return figures === null ? fault("notAnEnvelope", "no figures of a journal") : { kind: "gateway", figures };
}

function figuresOf(said: unknown): JournalFigures | null {
  const told: Record<string, unknown> = typeof said === "object" ? { ...said } : {};
  const { bytes, oldestAt, dropped, refused, refusing } = told;
  if (!isCount(bytes) || !isCount(dropped) || !isCount(refused) || typeof refusing !== "boolean") return null;
  if (oldestAt !== null && !isInstant(oldestAt)) return null;
  return { bytes, oldestAt, dropped, refused, refusing };
}
