import { describe, expect, it } from "vitest";
import { problemResponse } from "./problem-response";

describe("problemResponse", () => {
  it("names the rule in the language asked for", async () => {
    const answer = problemResponse("commandNotPossible", { rule: "startOnlyWhenPaused" }, "de-AT,en;q=0.5");
    expect(answer.status).toBe(409);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await answer.json()).toEqual({
      type: "urn:phaseboard:problem:commandNotPossible",
      title: "Der Befehl ist jetzt nicht möglich",
      status: 409,
      code: "commandNotPossible",
      rule: "startOnlyWhenPaused",
      detail: "Starten ist nur möglich, wenn das Laden pausiert ist",
    });
  });

  it("says when to come back", () => {
    expect(problemResponse("tooManyRequests", {}, null).headers.get("retry-after")).toBe("60");
  });
});
