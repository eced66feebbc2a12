import { expect, test } from "vitest";
import { brokerReasonOf, storeReasonOf } from "./link-reason";

test("a reason is known, or none is: what an older page does not know is not shown as another", () => {
  expect([brokerReasonOf("signInRefused"), brokerReasonOf("diskFull"), brokerReasonOf(null)]).toEqual([
    "signInRefused",
    null,
    null,
  ]);
  expect([storeReasonOf("diskFull"), storeReasonOf("takenOver"), storeReasonOf(null)]).toEqual([
    "diskFull",
    null,
    null,
  ]);
});
