import { describe, expect, it } from "vitest";
import { isFault, readerOf } from "./values";

const read = (type: Parameters<typeof readerOf>[0], raw: string) => {
  const result = readerOf(type)(raw);
  return isFault(result) ? result.fault : result;
};

describe("a value is typed", () => {
  it.each([
    ["boolean", "1", true],
    ["boolean", "0", false],
    ["boolean", "true", true],
    ["boolean", "False", false],
    ["integer", "-12", -12],
    ["integer", "32.000", 32],
    ["double", "22.2705", 22.2705],
    ["double", "-71.000", -71],
    ["bitMask", "17179869184", 17_179_869_184],
    ["guid", "AA841220-C6AD-3318-A5C0-73476B86A781", "aa841220-c6ad-3318-a5c0-73476b86a781"],
    ["version", "v1.3.4", "v1.3.4"],
    ["json", '{"a":1}', '{"a":1}'],
    ["ocmf", 'OCMF|{"FV":"1.0"}', 'OCMF|{"FV":"1.0"}'],
    ["text", " as it is ", " as it is "],
  ] as const)("%s %j", (type, raw, value) => expect(read(type, raw)).toBe(value));

  it.each(["boolean", "guid", "version", "json", "ocmf"] as const)('an empty %s is cleared: not ""', (type) =>
    expect(read(type, "")).toBeNull(),
  );

  it("an empty text is an empty text", () => expect(read("text", "")).toBe(""));

  it.each([
    ["boolean", "2"],
    ["boolean", "yes"],
    ["integer", ""],
    ["integer", "4.5"],
    ["integer", "9007199254740993"],
    ["double", ""],
    ["double", " 2.3"],
    ["double", "2.3 "],
    ["double", "2,3"],
    ["double", "unavailable"],
    ["double", "12 A"],
    ["double", "0x1F"],
    ["bitMask", ""],
    ["bitMask", "-1"],
    ["bitMask", "99999999999999999999"],
    ["guid", "8d845c4a"],
    ["json", "{"],
    ["ocmf", "garbage"],
  ] as const)("%s %j is a bad value", (type, raw) => expect(read(type, raw)).toBe("badValue"));

  it.each(["1e999", "-1e999", "NaN", "inf"])("%j is a number that is not finite", (raw) => {
    expect(read("double", raw)).toBe("notFinite");
    expect(read("integer", raw)).toBe("notFinite");
  });
});
