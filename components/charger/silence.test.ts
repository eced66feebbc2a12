import { describe, expect, it } from "vitest";
import { silenceOf } from "./silence";

describe("how a charger cannot be heard", () => {
  it("is its own silence or its lost connection", () => {
    expect(silenceOf({ word: "silent", reason: "noPulse", heardAt: 1 })).toBe("silent");
    expect(silenceOf({ word: "offline", reason: "connectionLost", heardAt: 1 })).toBe("offline");
  });

  it("tells one that was never heard from one not heard since the dashboard is back", () => {
    expect(silenceOf({ word: "unknown", reason: "neverHeard", heardAt: null })).toBe("neverHeard");
    expect(silenceOf({ word: "unknown", reason: "neverHeard", heardAt: 1 })).toBe("notHeardYet");
  });

  it("is none of an online charger, nor while the dashboard hears nobody", () => {
    expect(silenceOf({ word: "online", reason: "connected", heardAt: 1 })).toBeNull();
    expect(silenceOf({ word: "unknown", reason: "brokerLost", heardAt: 1 })).toBeNull();
    expect(silenceOf({ word: "unknown", reason: "brokerLost", heardAt: null })).toBeNull();
  });
});
