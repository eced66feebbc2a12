import { expect, it } from "vitest";
import { charger, charging } from "../test-input";
import { grantViewOf } from "./grant-view";

const grant = { currentA: 16, terminals: "1-N" as const, limit: null, queue: null, takes: null };

it("tells a grant with the installation's lines that it loads", () => {
  const view = (more: object) =>
    grantViewOf("TN3", charging(1, 16, "1-N", { rotation: "STR" }), { ...grant, ...more }, 0);
  expect(view({})).toEqual({ ...grant, lines: ["L2"] });
  expect(view({ terminals: "1-2-3-N" })?.lines).toEqual(["L1", "L2", "L3"]);
  expect(view({ currentA: 0, terminals: null })?.lines).toEqual([]);
  // Of another network: nobody knows the lines.
  expect(view({ terminals: "1-2" })?.lines).toEqual([]);
});

it("tells of a charger without a grant what is reserved for it, or nothing", () => {
  expect(grantViewOf("TN3", charger(1, { reachable: false, maxCurrentA: 20 }), undefined, 0)).toEqual({
    currentA: 0,
    terminals: null,
    limit: null,
    queue: null,
    takes: null,
    lines: [],
    reserved: { currentA: 20, lines: ["L1", "L2", "L3"], why: "unheard" },
  });
  expect(grantViewOf("TN3", charger(1, { demand: "none" }), undefined, 0)).toBeNull();
});
