import { expect, it } from "vitest";
import { addTold, correctionsOf, toldOf } from "./corrections";
import type { PersonSums } from "./types";

const amount = (gross: string, currency = "EUR") => ({ currency, net: gross, vat: "0.00", gross });
const person = (who: string | null, wh: number, gross: string): PersonSums<string> => ({
  who,
  sessions: 1,
  unknownEnergy: 0,
  wh,
  estimatedWh: 0,
  unpricedWh: 0,
  energy: [amount(gross)],
  parts: [],
  total: [amount(gross)],
});
const told = (people: PersonSums<string>[], isKnown: (who: string) => boolean = () => true) =>
  toldOf({ people }, isKnown);

it("is what came later, by who it is of", () => {
  const before = told([person("a", 1_000, "1.00"), person("b", 2_000, "2.00")]);
  const now = told([person("a", 1_500, "1.50"), person("b", 2_000, "2.00"), person("c", 500, "0.50")]);
  expect(correctionsOf("2026-03", before, now)).toEqual([
    { month: "2026-03", who: "a", wh: 500, energy: [amount("0.50")] },
    { month: "2026-03", who: "c", wh: 500, energy: [amount("0.50")] },
  ]);
});

it("takes back what was told of somebody it is not of", () => {
  const corrections = correctionsOf("2026-03", told([person("a", 1_000, "1.00")]), told([person(null, 1_000, "1.00")]));
  expect(corrections).toEqual([
    { month: "2026-03", who: "a", wh: -1_000, energy: [amount("-1.00")] },
    { month: "2026-03", who: null, wh: 1_000, energy: [amount("1.00")] },
  ]);
});

it("is nothing where somebody is erased: the sums stay with nobody", () => {
  const before = told([person("a", 1_000, "1.00"), person(null, 300, "0.30")], () => false);
  expect(correctionsOf("2026-03", before, told([person(null, 1_300, "1.30")]))).toEqual([]);
});

it("is told once: what a later report corrected already is not corrected again", () => {
  const before = told([person("a", 1_000, "1.00")]);
  addTold(before, "a", { wh: 500, energy: [amount("0.50")] });
  expect(correctionsOf("2026-03", before, told([person("a", 1_500, "1.50")]))).toEqual([]);
  expect(correctionsOf("2026-03", before, told([person("a", 1_600, "1.60")]))).toMatchObject([{ wh: 100 }]);
});
