import { expect, test } from "vitest";
import { parseCompletedSession } from "./completed-session";

test("reads a record; an instant without a zone is UTC", () => {
  const json =
    '{"SessionId":"s","Energy":1.5,"StartDateTime":"2026-02-14T11:00:00","EndDateTime":"2026-02-14T12:00:00Z"}';
  expect(parseCompletedSession(json)).toEqual({
    id: "s",
    energyKwh: 1.5,
    startedAt: Date.UTC(2026, 1, 14, 11),
    endedAt: Date.UTC(2026, 1, 14, 12),
  });
});

test("what is missing or no value is null, never 0", () => {
  const json = '{"SessionId":"s","Energy":"much","StartDateTime":"yesterday"}';
  expect(parseCompletedSession(json)).toEqual({ id: "s", energyKwh: null, startedAt: null, endedAt: null });
});

test.each(["", "{", "null", "[]", "7", "{}", '{"SessionId":""}', '{"SessionId":7}'])("no record: %s", (json) => {
  expect(parseCompletedSession(json)).toBeNull();
});
