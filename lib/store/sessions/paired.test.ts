import { expect, it } from "vitest";
import { paired } from "./paired";

const row = (
  id: string,
  sessionId: string,
  begin: number,
  end: number | null,
  isOfStretch = true,
  isFrozen = false,
) => ({
  id,
  sessionId,
  begin,
  end,
  isOfStretch,
  isFrozen,
});
const session = (sessionId: string, begin: number, end: number | null, isCut = false) => ({
  sessionId,
  begin,
  end,
  isCut,
});
const shown = ({ pairs, gone }: ReturnType<typeof paired<ReturnType<typeof session>>>) => ({
  pairs: pairs.map(({ session: { sessionId }, id }) => `${sessionId} ${id}`),
  gone,
});

it("pairs by session id, wherever the row is", () => {
  const rows = [row("1", "a", 0, 10), row("2", "b", 900, 910, false)];
  expect(shown(paired(rows, [session("b", 20, 30), session("a", 0, 12)]))).toEqual({
    pairs: ["b 2", "a 1"],
    gone: [],
  });
});

it("gives a row whose session id is gone to the session of its time, and no other's", () => {
  const rows = [row("1", "made up", 0, 10), row("2", "b", 20, 30), row("3", "made up too", 40, null)];
  const found = [session("a", 2, 9), session("b", 20, 30), session("c", 31, 39), session("d", 50, null)];
  expect(shown(paired(rows, found))).toEqual({ pairs: ["a 1", "b 2", "c null", "d 3"], gone: [] });
});

it("lets go of what no session is any more, but not of what lies elsewhere", () => {
  const rows = [row("1", "a", 0, 10), row("2", "b", 10, 20), row("3", "c", 900, 910, false)];
  expect(shown(paired(rows, [session("a", 0, 20)]))).toEqual({ pairs: ["a 1"], gone: ["2"] });
});

it("leaves what is known with its end, where not all was looked at", () => {
  const rows = [row("1", "a", 0, 10), row("2", "b", 20, null)];
  const found = [session("a", 5, 10, true), session("b", 25, 30, true), session("c", 40, 50, true)];
  expect(shown(paired(rows, found))).toEqual({ pairs: ["b 2", "c null"], gone: [] });
});

it("leaves what is frozen, with another session id too, and takes what only borders on it", () => {
  const frozen = (id: string, sessionId: string, begin: number, end: number) =>
    row(id, sessionId, begin, end, true, true);
  const rows = [frozen("1", "a", 0, 10), frozen("2", "b", 10, 20), frozen("3", "c", 40, 50)];
  const found = [session("a", 0, 30), session("other", 11, 19), session("next", 20, 30), session("d", 60, null)];
  expect(shown(paired(rows, found))).toEqual({ pairs: ["next null", "d null"], gone: [] });
});
