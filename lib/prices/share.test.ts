import { expect, test } from "vitest";
import { sharesOf } from "./share";

const people = [
  { id: "a", wh: 30_000, places: 1 },
  { id: "b", wh: 10_000, places: 1 },
  { id: "c", wh: 0, places: 2 },
];
const shares = (sharedBy: "kwh" | "place" | "equally", among = people) =>
  [...sharesOf(sharedBy, among).values()].map((share) => share.toFixed(4));

test.each([
  ["kwh", ["0.7500", "0.2500", "0.0000"]],
  ["place", ["0.2500", "0.2500", "0.5000"]],
  ["equally", ["0.3333", "0.3333", "0.3333"]],
] as const)("is by %s", (sharedBy, expected) => {
  expect(shares(sharedBy)).toEqual(expected);
});

test("is the same for all where nobody has any of it, and nobody's where there is nobody", () => {
  expect(
    shares(
      "kwh",
      people.map((one) => ({ ...one, wh: 0 })),
    ),
  ).toEqual(["0.3333", "0.3333", "0.3333"]);
  expect(shares("kwh", [])).toEqual([]);
});
