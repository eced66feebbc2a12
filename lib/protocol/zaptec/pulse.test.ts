import { expect, it } from "vitest";
import { isPulse } from "./pulse";

it.each([
  ['{"Type":2}', true],
  ['{ "Type": 2, "DeviceId": "ZPR000001" }', true],
  ['{"Type":1,"ObservationId":513,"Value":"2"}', false],
  ['{"Type":"2"}', false],
  [`{"Type":2,"text":"${"x".repeat(300)}"}`, false],
  ["2", false],
  ["null", false],
  ["", false],
  ["{", false],
])("of %s whether it says no more than that its charger lives: %s", (text, is) => {
  expect(isPulse(Buffer.from(text))).toBe(is);
});
