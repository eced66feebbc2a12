import type { Observation } from "../../domain/charger/observation";

const size = 64;
const longestHashed = 32;
/** So much of the microseconds stands in a mark beside the 32 bits of a hash: all that a number has room for. */
const microsRoom = 2 ** 20;
const hashRoom = 2 ** 32;

/** The newest observations of one charger, enough of each to know it again: a copy of what was taken before says nothing new. */
export class Seen {
  /** A plain list: around so few numbers a typed array would take half as much again. -1: none yet. */
  private readonly marks: number[] = new Array(size).fill(-1);
  private next = 0;

  add(observation: Observation): void {
    this.marks[this.next] = markOf(observation);
    this.next = (this.next + 1) % size;
  }

  /** The same id, own time and value. */
  has(observation: Observation): boolean {
    return this.marks.includes(markOf(observation));
  }
}

/** 52 bits: the last of its own time's microseconds, and a hash of all the rest. */
function markOf({ id, raw, ownAt }: Observation): number {
  const micros = Math.round(ownAt * 1_000);
  const low = ((micros % microsRoom) + microsRoom) % microsRoom;
  return low * hashRoom + (hashOf(id, raw, (micros - low) / microsRoom) >>> 0);
}

/** FNV-1a; of a long value over its length, beginning and end. */
function hashOf(id: number, raw: string | null, high: number): number {
  let hash = Math.imul(0x811c9dc5 ^ id, 0x01000193);
  hash = Math.imul(hash ^ high, 0x01000193);
  if (raw === null) return hash ^ 0x5bd1e995;
  hash = Math.imul(hash ^ raw.length, 0x01000193);
  const half = longestHashed / 2;
  const whole = raw.length <= longestHashed;
  for (let i = 0; i < (whole ? raw.length : half); i += 1) hash = Math.imul(hash ^ raw.charCodeAt(i), 0x01000193);
  if (!whole)
    for (let i = raw.length - half; i < raw.length; i += 1) hash = Math.imul(hash ^ raw.charCodeAt(i), 0x01000193);
  return hash;
}
