import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";

/** One file of a journal: a head (name and version of the format, salt, checksum), then entries. */
export interface Segment {
  readonly path: string;
  readonly salt: number;
  /** Sequences of its first and last entry, when the first arrived; 0 as long as there is none. */
  first: number;
  last: number;
  oldestAt: number;
  entries: number;
  /** Up to here it holds whole entries. */
  bytes: number;
  /** Nothing more may be written to it. */
  sealed: boolean;
}

const version = 1;
const name = Buffer.from("phbjrnl");
export const headBytes = 16;

/** @throws the system's error. */
export function createSegment(path: string): { segment: Segment; fd: number } {
  const salt = randomBytes(4).readUInt32LE();
  const head = Buffer.alloc(headBytes);
  head.set(name);
  head.writeUInt8(version, 7);
  head.writeUInt32LE(salt, 8);
  head.writeUInt32LE(crc32(head.subarray(0, 12)), 12);
  const fd = openSync(/* turbopackIgnore: true */ path, "ax", 0o600);
  try {
    writeWhole(fd, head, headBytes);
  } catch (error) {
    closeSync(fd);
    unlinkSync(path);
    throw error;
  }
  return { segment: { path, salt, first: 0, last: 0, oldestAt: 0, entries: 0, bytes: headBytes, sealed: false }, fd };
}

/** Writes all of it. @throws the system's error, having written some of it or nothing. */
export function writeWhole(fd: number, bytes: Buffer, length: number): void {
  for (let done = 0; done < length; ) done += writeSync(fd, bytes, done, length - done, null);
}

/** The bytes of a file in [from, to), fewer where it ends before. @throws the system's error. */
export function bytesOf(path: string, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(to - from);
  const fd = openSync(/* turbopackIgnore: true */ path, "r");
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(fd, bytes, length, bytes.length - length, from + length);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

/** The salt in a file's head; null: this is no head. @throws Error for people: it is of a newer version. */
export function saltOf(bytes: Buffer, path: string): number | null {
  if (bytes.length < headBytes || !bytes.subarray(0, name.length).equals(name)) return null;
  if (crc32(bytes.subarray(0, 12)) !== bytes.readUInt32LE(12)) return null;
  if (bytes.readUInt8(7) !== version)
    throw new Error(`${path} was written by a newer version; this one cannot read it`);
  return bytes.readUInt32LE(8);
}
