import type { DeviceId } from "./ids";

export const messageDirections = ["fromCharger", "toCharger"] as const;
export type MessageDirection = (typeof messageDirections)[number];

/** A message between a charger and the dashboard, as it was on the wire. */
export interface ChargerMessage {
  deviceId: DeviceId;
  /** When it arrived, or was sent: whole microseconds since 1970. */
  atUs: number;
  direction: MessageDirection;
  topic: string;
  payload: Uint8Array;
  /** How it came, as the broker's door writes it in a number. */
  flags: number;
}

/** The place of a message among its charger's: by instant, and of the same instant by id. */
export interface MessageCursor {
  atUs: number;
  id: number;
}

const shape = /^(\d{1,16})_(\d{1,16})$/;

export const messageCursorText = ({ atUs, id }: MessageCursor): string => `${atUs}_${id}`;

/** What `messageCursorText` has written; null: it is something else. */
export function readMessageCursor(text: string): MessageCursor | null {
  const [, at, id] = shape.exec(text) ?? [];
  const cursor = { atUs: Number(at), id: Number(id) };
  return Number.isSafeInteger(cursor.atUs) && Number.isSafeInteger(cursor.id) ? cursor : null;
}
