import { describe, expect, it } from "vitest";
import type { Presence } from "../../lib/domain/charger/presence";
import { presenceTold } from "./presence-told";

const heard: Presence = { word: "online", since: 1, heardAt: 2, reason: "connected" };
const silent: Presence = { word: "silent", since: 1, heardAt: 1, reason: "noPulse" };
const broker: Presence = { word: "unknown", since: 3, heardAt: 2, reason: "brokerLost", was: "online" };

describe("whose silence it is", () => {
  it.each<[string, Presence, boolean, ReturnType<typeof presenceTold>]>([
    ["nobody's", heard, false, { word: "online", past: null }],
    ["the charger's", silent, false, { word: "silent", past: null }],
    ["the page's: it was online then", heard, true, { word: "online", past: "page" }],
    ["the page's, of a charger that was silent before", silent, true, { word: "silent", past: "page" }],
    ["the broker's: it was online then", broker, false, { word: "online", past: "broker" }],
    ["the broker's first, and then the page's", broker, true, { word: "online", past: "broker" }],
    [
      "the broker's, of a charger never heard before",
      { word: "unknown", since: 3, heardAt: null, reason: "brokerLost" },
      false,
      { word: "unknown", past: "broker" },
    ],
  ])("%s", (_, presence, pageLost, told) => {
    expect(presenceTold(presence, pageLost)).toEqual(told);
  });
});
