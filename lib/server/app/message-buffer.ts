import type { ChargerMessage } from "../../domain/charger-message";

/** Messages in the order in which they came, in at most so many bytes; what finds no room is left out, and counted. */
export interface MessageBuffer {
  /** Keeps a copy; the caller's payload stays the caller's. */
  put(message: ChargerMessage): void;
  /** The oldest, at least one where there is any, and more as long as they are within `bytes`. They stay. */
  oldest(bytes: number): ChargerMessage[];
  /** Takes away so many of the oldest. */
  remove(count: number): void;
  bytes(): number;
  /** How many found no room. */
  leftOut(): number;
}

/** What a message takes beside its texts and its payload: its object, and the headers of its strings and of its payload. */
const overheadBytes = 320;

/** What a message takes of the memory, at most. */
export const bytesOf = ({ deviceId, topic, payload }: ChargerMessage): number =>
  overheadBytes + 2 * (deviceId.length + topic.length) + payload.byteLength;

/** @param mostBytes of all together. */
export function createMessageBuffer(mostBytes: number): MessageBuffer {
  const messages: ChargerMessage[] = [];
  let bytes = 0;
  let leftOut = 0;
  return {
    put(message) {
      const more = bytesOf(message);
      if (bytes + more > mostBytes) {
        leftOut += 1;
        return;
      }
      bytes += more;
      // A payload may lie in a network buffer many times its size.
      messages.push({ ...message, payload: new Uint8Array(message.payload) });
    },
    oldest(most) {
      let sum = 0;
      const end = messages.findIndex((message, index) => {
        sum += bytesOf(message);
        return index > 0 && sum > most;
      });
      return messages.slice(0, end < 0 ? messages.length : end);
    },
    remove(count) {
      for (const message of messages.splice(0, count)) bytes -= bytesOf(message);
    },
    bytes: () => bytes,
    leftOut: () => leftOut,
  };
}
