import { expect, test } from "vitest";
import { Book } from "../book/book";
import { judgeHistory } from "./judge-history";

const point = (ownAt: number, raw: string, epoch = 1) => ({ epoch, ownAt, at: ownAt, raw });

function book(): Book {
  const told = new Book("ZPR950001", "RST");
  const at = 1_700_000_000_000;
  for (const [i, value] of ["1", "2", "1"].entries()) {
    const message = told.write([{ id: 513, value, at: at + (i % 2) * 1_000 }], at + i);
    message.acknowledgedAt = i === 1 ? null : at + i;
  }
  return told;
}
const judge = (...points: ReturnType<typeof point>[]) => judgeHistory(book(), new Map([[513, points]]), () => true);
const own = 1_700_000_000_000_000;

test("what was acknowledged and is not there is lost; what was not need not be", () => {
  expect(judge()).toMatchObject({ words: 2, lost: [expect.any(String), expect.any(String)], double: [] });
  expect(judge(point(own, "1"))).toMatchObject({ words: 2, lost: [], double: [] });
});

test("what is there more often than it was said is double", () => {
  expect(judge(point(own, "1"), point(own, "1", 2)).double).toEqual([]);
  expect(judge(point(own, "1"), point(own, "1", 2), point(own, "1", 3)).double).toEqual([
    "ZPR950001: 513=1 of 1700000000000, sent never, acknowledged 22:13:20.002: epoch 1 0 s off, epoch 2 0 s off, epoch 3 0 s off",
  ]);
  expect(judge(point(own, "1"), point(own + 1e6, "2"), point(own + 1e6, "2", 2)).double).toHaveLength(1);
});
