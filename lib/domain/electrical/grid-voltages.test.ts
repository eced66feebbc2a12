import { expect, test } from "vitest";
import type { NetworkType, Rotation, Triple } from "../topology";
import { gridVoltages } from "./grid-voltages";

type Volts = Triple<number | null>;
const at = 5_000;
const readings = ([a, b, c]: Volts) => {
  const of = (value: number | null) => (value === null ? null : { value, at });
  return [of(a), of(b), of(c)] as const;
};

const open: Triple<boolean> = [false, false, false];
const shut: Triple<boolean> = [true, true, true];
const first: Triple<boolean> = [true, false, false];
const none: Volts = [null, null, null];

test.each<[string, NetworkType, Rotation, Volts, Triple<boolean>, Volts]>([
  ["with no car, a Go tells hardly anything", "TN3", "RST", [0.338, 0.129, 0.213], open, none],
  ["so does an older one", "TN3", "RST", [1.257, 3.196, 1.089], open, none],
  ["told before its leaving is: a charger that speaks has power", "TN3", "RST", [0.3, 0.1, 0.2], shut, none],
  ["the same on one phase", "TN1", "L1", [0.3, 0.1, 0.2], open, none],
  ["one alone, the others not known", "TN3", "RST", [0.3, null, null], open, none],
  ["a healthy grid with no car, measured at the input", "TN3", "RST", [230, 231, 229], open, [230, 231, 229]],
  ["a low phase with no car", "TN3", "RST", [195, 230, 231], open, [195, 230, 231]],
  ["all low with no car", "TN3", "RST", [150, 151, 149], open, [150, 151, 149]],
  ["a lost phase with no car, measured at the input", "TN3", "RST", [230, 231, 2], open, [230, 231, 2]],
  ["two lost ones", "TN3", "RST", [4, 5, 230], open, [4, 5, 230]],
  ["a lost phase beside two low ones", "TN3", "RST", [200, 201, 3], open, [200, 201, 3]],
  ["a lost phase while all are connected", "TN3", "RST", [230, 231, 4], shut, [230, 231, 4]],
  ["one phase of three connected", "TN3", "RST", [230, 0.4, 0.3], first, [230, null, null]],
  ["a lost one too, measured at the input", "TN3", "RST", [230, 3, 231], first, [230, 3, 231]],
  ["told as a relay opened", "TN3", "RST", [179.9, 4.7, 4.6], open, none],
  ["told as a relay opened, on IT: no three lines can have them", "IT3", "RST", [179.9, 4.7, 4.6], shut, none],
  ["a line lost on IT", "IT3", "RST", [115, 230, 114], open, [115, 230, 114]],
  ["a healthy IT grid", "IT3", "RST", [230, 231, 229], shut, [230, 231, 229]],
  ["what has no wire", "TN1", "L1", [238.5, 0.4, 0.3], shut, [238.5, null, null]],
])("%s", (_, network, rotation, volts, closed, grid) => {
  expect(gridVoltages(network, rotation, readings(volts), closed)).toEqual(readings(grid));
});

test("voltages of different times need not be those of three lines", () => {
  const apart = [
    { value: 230, at },
    { value: 231, at: at + 61_000 },
    { value: 460, at },
  ] as const;
  expect(gridVoltages("IT3", "RST", apart, shut)).toEqual(apart);
  const together = [
    { value: 230, at },
    { value: 231, at },
    { value: 520, at },
  ] as const;
  expect(gridVoltages("IT3", "RST", together, shut)).toEqual([null, null, null]);
});
