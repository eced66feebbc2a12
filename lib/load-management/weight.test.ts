import { expect, it } from "vitest";
import { priorities } from "../domain/topology";
import { weightOf } from "./sharing/contender";
import { charger } from "./test-input";

it("gives a high priority twice the usual share, and a low one half of it", () => {
  expect(priorities.map((priority) => weightOf(charger(1, { priority })))).toEqual([0.5, 1, 2]);
});
