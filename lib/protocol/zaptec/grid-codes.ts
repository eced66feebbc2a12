import type { NetworkType, Rotation } from "../../domain/topology";

const rotationCodes: Readonly<Record<number, Rotation>> = {
  1: "L1",
  2: "L2",
  3: "L3",
  4: "RST",
  5: "STR",
  6: "TRS",
  7: "RTS",
  8: "SRT",
  9: "TSR",
  10: "L1-L3",
  11: "L2-L3",
  12: "L1-L2",
  13: "RST",
  14: "STR",
  15: "TRS",
  16: "RTS",
  17: "SRT",
  18: "TSR",
};

/** Observation 548, phase rotation, in words (13 to 18 are 4 to 9 on IT). Null: 0 or no such code. */
export function rotationOfCode(code: number): Rotation | null {
  return rotationCodes[code] ?? null;
}

const networkCodes: Readonly<Record<number, NetworkType>> = { 1: "IT1", 2: "IT3", 3: "TN1", 4: "TN3" };

/** Observation 715, network type, in words. Null: 0 or no such code. */
export function networkOfCode(code: number): NetworkType | null {
  return networkCodes[code] ?? null;
}
