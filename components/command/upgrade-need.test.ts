import { expect, it } from "vitest";
import { noNewerVersion } from "./upgrade-need";

it.each([
  [true, null],
  [false, "upToDate"],
  [null, "notKnown"],
])("a charger of which it is %s that it is behind: %s", (behind, why) => {
  expect(noNewerVersion({ behind })).toBe(why);
});
