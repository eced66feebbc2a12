import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterTakes } from "./filter";

/** The same by levels, as the standard words it. */
function byLevels(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const given = topic.split("/");
  for (const [index, level] of wanted.entries()) {
    if (level === "#") return true;
    if (given[index] === undefined || (level !== "+" && level !== given[index])) return false;
  }
  return wanted.length === given.length;
}

describe("filterTakes", () => {
  it.each([
    ["devices/+/messages/events/#", "devices/ZPR000001/messages/events/a=b", true],
    ["devices/+/messages/events/#", "devices/ZPR000001/messages/events", true],
    ["devices/+/messages/events/#", "devices/ZPR000001/messages/eventsX", false],
    ["devices/+/connection", "devices/ZPR000001/connection", true],
    ["devices/+/connection", "devices/ZPR000001/connection/x", false],
    ["devices/+/methods/res/+/#", "devices/ZPR000001/methods/res/200/?$rid=1", true],
    ["devices/+/methods/res/+/#", "devices/ZPR000001/methods/POST/1/?$rid=1", false],
    ["phaseboard/phaseboard-1/marker", "phaseboard/phaseboard-1/marker", true],
    ["phaseboard/phaseboard-1/marker", "phaseboard/phaseboard-12/marker", false],
  ])("%s takes %s: %s", (filter, topic, taken) => {
    expect(filterTakes(filter, topic)).toBe(taken);
  });

  it("agrees with the standard's words for every filter and topic", () => {
    const level = fc.constantFrom("a", "b", "ab", "");
    const filters = fc
      .tuple(fc.array(fc.oneof(level, fc.constant("+")), { minLength: 1, maxLength: 5 }), fc.boolean())
      .map(([levels, all]) => (all ? [...levels, "#"] : levels).join("/"))
      .filter((filter) => filter !== "");
    const topics = fc.array(level, { minLength: 1, maxLength: 6 }).map((levels) => levels.join("/"));
    fc.assert(
      fc.property(filters, topics, (filter, topic) => {
        expect(filterTakes(filter, topic)).toBe(byLevels(filter, topic));
      }),
      { numRuns: 2_000 },
    );
  });
});
