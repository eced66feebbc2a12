import { describe, expect, it } from "vitest";
import { Passing } from "./passing";

const message = (text: string, more = {}) => ({
  topic: "t",
  payload: Buffer.from(text),
  qos: 0 as const,
  retain: false,
  after: 0,
  ...more,
});

function taken(passing: Passing): string[] {
  const texts: string[] = [];
  for (let next = passing.peek(); next; next = passing.peek()) {
    texts.push(String(next.payload));
    passing.shift();
  }
  return texts;
}

describe("what passes", () => {
  it("keeps its order", () => {
    const passing = new Passing({ messages: 5_000, bytes: 1e9 });
    const texts = Array.from({ length: 3_000 }, (_, n) => String(n));
    for (const text of texts) passing.push(message(text));
    expect(taken(passing)).toEqual(texts);
    passing.push(message("again"));
    expect(taken(passing)).toEqual(["again"]);
  });

  it("lets the oldest telemetry go above its bounds, by count and by bytes, and nothing else", () => {
    const byCount = new Passing({ messages: 2, bytes: 1e9 });
    byCount.push(message("retained", { retain: true }));
    for (const text of ["1", "2"]) byCount.push(message(text));
    byCount.push(message("marker", { qos: 1 }));
    for (const text of ["3", "4"]) byCount.push(message(text));
    expect(byCount.dropped).toBe(2);
    expect(taken(byCount)).toEqual(["retained", "marker", "3", "4"]);
    byCount.push(message("5"));
    expect([taken(byCount), byCount.dropped]).toEqual([["5"], 2]);
    const byBytes = new Passing({ messages: 100, bytes: 1_000 });
    for (const text of ["a", "b", "c"]) byBytes.push(message(text.repeat(400)));
    expect(taken(byBytes).map(([first]) => first)).toEqual(["b", "c"]);
  });
});
