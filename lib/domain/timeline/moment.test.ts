import { expect, it } from "vitest";
import { momentPath, readMoment } from "./moment";

const at = Date.UTC(2026, 10, 27, 10, 0, 3, 250);

it("is read as other instants of addresses are, unless it has not been yet", () => {
  expect(readMoment("2026-11-27T10:00:03.250Z", at)).toBe(at);
  expect(readMoment("2026-11-27T11:00:00 01:00", at)).toBe(Date.UTC(2026, 10, 27, 10));
  for (const text of ["", "yesterday", String(at), "2026-11-27", "2026-11-27T10:00:04Z"])
    expect(readMoment(text, at)).toBeNull();
  expect(readMoment(["2026-11-27T10:00:00Z", "2026-11-27T10:00:01Z"], at)).toBeNull();
  expect(readMoment(undefined, at)).toBeNull();
});

it("is written so that what was told within its millisecond is in it", () => {
  expect(momentPath("/chargers/ZAP000001", at - 0.5)).toBe("/chargers/ZAP000001?at=2026-11-27T10:00:03.250Z");
  expect(readMoment(momentPath("", at).replace("?at=", ""), at)).toBe(at);
});
