import { describe, expect, it } from "vitest";
import { mostLoaded } from "./most-loaded";

const line = (value: number | null) => ({ reading: value === null ? null : { value, at: value }, terminal: null });

describe("the line that carries most", () => {
  it("is told with its instant, and as a lower bound where another one is unknown", () => {
    expect(mostLoaded([line(3), line(9), line(4)])).toEqual({ value: 9, at: 9, atLeast: false });
    expect(mostLoaded([line(3), line(null), line(4)])).toEqual({ value: 4, at: 4, atLeast: true });
    expect(mostLoaded([line(0), line(0), line(0)])?.value).toBe(0);
  });

  it("is unknown where nothing is known", () => {
    expect(mostLoaded([line(null), line(null), line(null)])).toBeNull();
  });
});
