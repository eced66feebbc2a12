import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTopic } from "../zaptec/topics";
import { stamped, unstamped, withoutStamp } from "./stamp";

const telemetry = "devices/ZPR000001/messages/events";
const answer = "devices/ZPR000001/methods/res/200/?$rid=r-1";
const arrivedAt = fc.integer({ min: 0, max: 9_999_999_999_999 });
const property = fc.oneof(
  fc.constantFrom("ri=default", "arrived=1732638000123", "dup=1", "dup", "pi=PR", "x/arrived=1732638000123", ""),
  fc.string({ maxLength: 12 }),
);
const topic = fc.array(property, { maxLength: 5 }).map((properties) => `${telemetry}/${properties.join("&")}`);

describe("a stamp", () => {
  it.each([
    [`${telemetry}/ri=default&pi=PR`, `${telemetry}/ri=default&pi=PR&arrived=1732638000123`],
    [telemetry, `${telemetry}/arrived=1732638000123`],
    [`${telemetry}/`, `${telemetry}/arrived=1732638000123`],
    [answer, `${answer}&arrived=1732638000123`],
  ])("stands at the end of %s", (plain, expected) => {
    expect(stamped(plain, 1_732_638_000_123, false)).toBe(expected);
    expect(stamped(plain, 1_732_638_000_123, true)).toBe(`${expected}&dup=1`);
    expect(unstamped(plain)).toBe(null);
  });

  it("comes off as it was put on, and leaves what the topic says as it was", () => {
    fc.assert(
      fc.property(fc.oneof(topic, fc.constantFrom(answer, telemetry)), arrivedAt, fc.boolean(), (said, at, dup) => {
        const plain = withoutStamp(said);
        const marked = stamped(plain, at, dup);
        const read = unstamped(marked);
        expect(read).toMatchObject({ arrivedAt: at, dup });
        expect(parseTopic(read?.topic ?? "")).toEqual(parseTopic(plain));
        expect(parseTopic(marked)).toEqual(parseTopic(plain));
      }),
    );
  });

  it.each([
    "arrived=1732638000123",
    `${telemetry}&arrived=173263800012`,
    `${telemetry}/ri=a&arrived=17326380001x3`,
    `${telemetry}/ri=a&arrived=x732638000123`,
    `${telemetry}/ri=a;arrived=1732638000123`,
    `${telemetry}/ri=a/arrived=1732638000123`,
    "devices/ZPR000001/arrived=1732638000123",
  ])("is none where it does not stand as the gateway puts it: %s", (topic) => {
    expect(unstamped(topic)).toBeNull();
  });

  it("of a clock before 2001, or before 1970, is found too", () => {
    expect(unstamped(stamped(telemetry, 5, false))).toMatchObject({ arrivedAt: 5 });
    expect(unstamped(stamped(telemetry, -5, false))).toMatchObject({ arrivedAt: 0 });
  });

  it("cannot be forged by a charger", () => {
    fc.assert(fc.property(topic, (said) => unstamped(withoutStamp(said)) === null));
    expect(withoutStamp(`${telemetry}/ri=a&arrived=1732638000123&b=c&dup=1`)).toBe(`${telemetry}/ri=a&b=c`);
    expect(withoutStamp(`${telemetry}/arrived=1732638000123`)).toBe(`${telemetry}/`);
    expect(withoutStamp(`${telemetry}/dup&arrived&ri=a`)).toBe(`${telemetry}/ri=a`);
    expect(withoutStamp(`${telemetry}/xdup=1&ri=dup`)).toBe(`${telemetry}/xdup=1&ri=dup`);
    expect(withoutStamp("devices/dup=1&arrived=1")).toBe("devices/dup=1&arrived=1");
    expect(withoutStamp(`${telemetry}/ri=a&arr&arrived=1ived=1732638000123`)).toBe(`${telemetry}/ri=a&arr`);
  });
});
