import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import { legsOf } from "./phase";

/** Less than this is no load: meters show some 0.1 A with nothing plugged in, and no car draws below 6 A for long (IEC 61851-1), A. */
export const loadedA = 1;

/**
 * On how many phases a car draws, by its readings in A: two-phase cars load terminals 1 and 2. On IT one pair is
 * one phase. Null: on none, or a wired reading is not known.
 */
export function carPhasesOf(
  network: NetworkType,
  rotation: Rotation,
  terminals: Triple<Reading<number> | null>,
): 1 | 2 | 3 | null {
  let loaded: 0 | 1 | 2 | 3 = 0;
  const legs = legsOf(network, rotation);
  for (const t of [0, 1, 2] as const) {
    if (legs[t] === null) continue;
    const reading = terminals[t];
    if (!reading) return null;
    if (reading.value >= loadedA) loaded = loaded === 0 ? 1 : loaded === 1 ? 2 : 3;
  }
  return loaded === 0 ? null : loaded;
}
