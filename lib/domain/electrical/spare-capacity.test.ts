import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { roomGlance, roomOf } from "./spare-capacity";
import type { Place } from "./usable";

function place(headroomA: Triple<number | null>, atLeast: Triple<boolean> = [false, false, false]): Place {
  const line = (i: 0 | 1 | 2) => ({ currentA: headroomA[i] === null ? null : 10, atLeast: atLeast[i], at: 1 });
  return {
    existing: [0, 1, 2],
    headroomA,
    lines: [line(0), line(1), line(2)],
    limitA: [200, 200, 200],
    fuseA: 200,
  };
}

describe("room for further cars", () => {
  it("is whole cars of 6 A on each line", () => {
    const rooms = roomOf("TN3", [place([5.9, 6, 17.99])]);
    expect(rooms.map(({ cars }) => cars)).toEqual([0, 1, 2]);
    expect(roomGlance(rooms)).toEqual({ kind: "some", legs: ["L3"], cars: 2, bound: "exact" });
  });

  it("is no more than what is above it leaves", () => {
    const rooms = roomOf("TN3", [place([30, 30, 30]), place([0, 12, 6])]);
    expect(rooms.map(({ cars }) => cars)).toEqual([0, 2, 1]);
  });

  it("is not what is kept free for chargers that are not online", () => {
    const rooms = roomOf("TN3", [{ ...place([6.9, 20, 3], [true, true, true]), reservedA: [6, 6, 6] }]);
    expect(rooms.map(({ cars }) => cars)).toEqual([0, 2, 0]);
  });

  it("is at most so much where a part is unknown, and none is none all the same", () => {
    const rooms = roomOf("TN3", [place([12, 3, null], [true, true, true])]);
    expect(rooms).toEqual([
      { leg: "L1", cars: 2, bound: "atMost" },
      { leg: "L2", cars: 0, bound: "exact" },
      { leg: "L3", cars: null, bound: "exact" },
    ]);
    expect(roomGlance(rooms)).toMatchObject({ legs: ["L1"], cars: 2, bound: "atMost" });
    const above = roomOf("TN3", [place([null, null, null]), place([12, 12, 12])]);
    expect(above[0]).toEqual({ leg: "L1", cars: null, bound: "exact" });
  });

  it("is not counted beyond 20, where nobody would", () => {
    const rooms = roomOf("TN3", [place([120, 125.9, 126])]);
    expect(rooms.map(({ cars, bound }) => [cars, bound])).toEqual([
      [20, "exact"],
      [20, "exact"],
      [20, "orMore"],
    ]);
    expect(roomGlance(rooms)).toMatchObject({ kind: "each", cars: 20, bound: "exact" });
    expect(roomGlance(roomOf("TN3", [place([500, 600, 900])]))).toMatchObject({ kind: "each", bound: "orMore" });
  });

  it("is of pairs on IT, by the fuller of their two lines", () => {
    const rooms = roomOf("IT3", [place([6, 18, 12])]);
    expect(rooms).toMatchObject([
      { leg: "L1-L3", cars: 1 },
      { leg: "L2-L3", cars: 2 },
      { leg: "L1-L2", cars: 1 },
    ]);
  });

  it("is on the lines alone that a single-phase network has", () => {
    const one = roomOf("TN1", [{ ...place([6, 12, 60]), existing: [1] }]);
    expect(one).toEqual([{ leg: "L2", cars: 2, bound: "exact" }]);
    expect(roomGlance(one)).toMatchObject({ legs: ["L2"], cars: 2 });
    expect(roomOf("IT1", [{ ...place([6, 60, 12]), existing: [0, 2] }])).toMatchObject([{ leg: "L1-L3", cars: 1 }]);
  });

  it("is never called none while a line is unknown", () => {
    expect(roomGlance(roomOf("TN3", [place([0, 1, null])]))).toEqual({ kind: "unknown" });
    expect(roomGlance(roomOf("TN3", [place([null, null, null])]))).toEqual({ kind: "unknown" });
    expect(roomGlance(roomOf("TN3", [place([0, 1, 2])]))).toEqual({ kind: "none" });
    expect(roomGlance(roomOf("TN3", [place([7, 8, 9])]))).toMatchObject({ kind: "each", cars: 1 });
  });
});
