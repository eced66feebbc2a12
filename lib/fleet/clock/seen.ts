import type { Observation } from "../../domain/charger/observation";

const size = 64;
const longestHashed = 32;

/** The newest observations of one charger, enough of each to know it again: a copy of what was taken before says nothing new. */
export class Seen {
  private readonly owns = new Float64Array(size);
  private readonly marks = new Int32Array(size);
  private next = 0;

  add(observation: Observation): void {
    this.owns[this.next] = observation.ownAt;
    this.marks[this.next] = markOf(observation);
    this.next = (this.next + 1) % size;
  }

  /** The same id, own time and value. */
  has(observation: Observation): boolean {
    const { ownAt } = observation;
    let mark: number | null = null;
    for (let i = 0; i < size; i += 1) {
      if (this.owns[i] !== ownAt) continue;
      mark ??= markOf(observation);
      if (this.marks[i] === mark) return true;
    }
    return false;
  }
}

/** FNV-1a over id and value; of a long value its length, beginning and end. */
function markOf({ id, raw }: Observation): number {
  let hash = Math.imul(0x811c9dc5 ^ id, 0x01000193);
  if (raw === null) return hash ^ 0x5bd1e995;
  hash = Math.imul(hash ^ raw.length, 0x01000193);
  const half = longestHashed / 2;
  const whole = raw.length <= longestHashed;
  for (let i = 0; i < (whole ? raw.length : half); i += 1) hash = Math.imul(hash ^ raw.charCodeAt(i), 0x01000193);
  if (!whole)
    for (let i = raw.length - half; i < raw.length; i += 1) hash = Math.imul(hash ^ raw.charCodeAt(i), 0x01000193);
  return hash;
}
