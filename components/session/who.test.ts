import { describe, expect, it } from "vitest";
import { whoOf } from "./who";

const refused = { of: "tag", name: null, line: null } as const;

describe("who a session is of", () => {
  it("is the tag that was accepted", () => {
    expect(whoOf({ tag: "nfc-1" }, { word: "charging", limit: null })).toEqual({ tag: "nfc-1" });
  });

  it("tells a tag that was shown and refused from none shown", () => {
    const word = "waitingForAuthorisation";
    expect(whoOf({ tag: null }, { word, limit: refused })).toEqual({ tag: null, why: "refused" });
    expect(whoOf({ tag: null }, { word, limit: null })).toEqual({ tag: null, why: "awaited" });
  });

  it("claims no refusal where the charger waits for no tag", () => {
    expect(whoOf({ tag: null }, { word: "charging", limit: null })).toEqual({ tag: null, why: "notKnown" });
  });
});
