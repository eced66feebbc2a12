import { crc32 } from "node:zlib";
import type { JournalEntry } from "./types";

/**
 * An entry in a file, little-endian: version u8, 0 u8, mark u16, flags u16, bytes of the topic u16, of the payload u32, sequence f64,
 * arrival f64 (ms), topic (UTF-8), payload, CRC-32 of all that. The file's random salt seeds the checksum and gives the mark, so
 * that no payload can be made that would pass for an entry where a file is damaged.
 */
const version = 1;
const headBytes = 28;
const sumBytes = 4;
/** Beside topic and payload. */
const overheadBytes = headBytes + sumBytes;
const longestTopicBytes = 65_535;

/** Where a whole entry lies in a file's bytes. */
export interface Place {
  at: number;
  end: number;
  sequence: number;
  arrivedAt: number;
}

const markOf = (salt: number) => salt & 0xffff;

/** The most that an entry can take. */
export function mostBytes(topic: string, payload: Uint8Array): number {
  return overheadBytes + 3 * topic.length + payload.length;
}

/** Writes an entry to the beginning of `into`. @returns its length. @throws RangeError: the topic is too long. */
export function writeEntry(into: Buffer, salt: number, entry: JournalEntry): number {
  const { sequence, arrivedAt, flags, topic, payload } = entry;
  const topicBytes = into.write(topic, headBytes);
  if (topicBytes > longestTopicBytes) throw new RangeError("A topic has at most 65535 bytes");
  into.writeUInt16LE(version, 0);
  into.writeUInt16LE(markOf(salt), 2);
  into.writeUInt16LE(flags, 4);
  into.writeUInt16LE(topicBytes, 6);
  into.writeUInt32LE(payload.length, 8);
  into.writeDoubleLE(sequence, 12);
  into.writeDoubleLE(arrivedAt, 20);
  into.set(payload, headBytes + topicBytes);
  const sumAt = headBytes + topicBytes + payload.length;
  into.writeUInt32LE(crc32(into.subarray(0, sumAt), salt), sumAt);
  return sumAt + sumBytes;
}

/** The entry that begins at `at`, when it is whole and its checksum right. */
function placeAt(bytes: Buffer, at: number, salt: number): Place | null {
  if (at + overheadBytes > bytes.length) return null;
  if (bytes.readUInt16LE(at) !== version || bytes.readUInt16LE(at + 2) !== markOf(salt)) return null;
  const sumAt = at + headBytes + bytes.readUInt16LE(at + 6) + bytes.readUInt32LE(at + 8);
  if (sumAt + sumBytes > bytes.length) return null;
  if (crc32(bytes.subarray(at, sumAt), salt) !== bytes.readUInt32LE(sumAt)) return null;
  const [sequence, arrivedAt] = [bytes.readDoubleLE(at + 12), bytes.readDoubleLE(at + 20)];
  return { at, end: sumAt + sumBytes, sequence, arrivedAt };
}

/**
 * The whole entries from `from` on. What is between them is damaged and stepped over, and told by its bounds; what follows the
 * last of them is not told.
 */
export function* placesIn(
  bytes: Buffer,
  from: number,
  salt: number,
  damaged: (from: number, to: number) => void,
): Generator<Place, void, undefined> {
  let wholeTo = from;
  for (let at = from; at + overheadBytes <= bytes.length; ) {
    const place = placeAt(bytes, at, salt);
    if (place === null) {
      at += 1;
      continue;
    }
    if (at > wholeTo) damaged(wholeTo, at);
    yield place;
    at = place.end;
    wholeTo = at;
  }
}

/** Reads the entry in a place that `placesIn` gave. Its payload is a view of `bytes`. */
export function entryAt(bytes: Buffer, { at, end, sequence, arrivedAt }: Place): JournalEntry {
  const topicEnd = at + headBytes + bytes.readUInt16LE(at + 6);
  return {
    sequence,
    arrivedAt,
    flags: bytes.readUInt16LE(at + 4),
    topic: bytes.toString("utf8", at + headBytes, topicEnd),
    payload: bytes.subarray(topicEnd, end - sumBytes),
  };
}
