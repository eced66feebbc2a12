import { expect, it } from "vitest";
import { plain, rankOf } from "./search-rank";

it.each([
  ["r-0", ["R-0", "ZPR000001"], 0],
  ["R-0", ["R-01", "ZPR000001"], 1],
  ["r-0", ["Car-0"], 2],
  ["r-0", ["Car-0", "R-07"], 1],
  ["r-0", ["Car-0", "R-07", "r-0"], 0],
  ["zpr000001", ["Car-0", "ZPR000001"], 0],
  ["r-1", ["R-01"], null],
  ["r-0", [], null],
])("what is asked as %s of what is called %j ranks %s", (asked, names, rank) => {
  expect(rankOf(plain(asked), names)).toBe(rank);
});
