import { expect, test } from "vitest";
import { parseCompletedSession, parseSessionRecord } from "./completed-session";

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

test.each(['"much"', '"5"', "true", "-1", "1e999", "null"])("an energy of %s is not known, never 0", (energy) => {
  const json = `{"SessionId":"s","Energy":${energy},"StartDateTime":"yesterday","EndDateTime":1770000000}`;
  expect(parseCompletedSession(json)).toEqual({ id: "s", energyKwh: null, startedAt: null, endedAt: null });
});

test("a session in which nothing was charged has 0 kWh", () => {
  expect(parseCompletedSession('{"SessionId":"s","Energy":0}')?.energyKwh).toBe(0);
});

test.each([
  ["2026-02-14T12:30:00+01:00", Date.UTC(2026, 1, 14, 11, 30)],
  ["2026-02-14T06:00:00-0530", Date.UTC(2026, 1, 14, 11, 30)],
  ["2026-02-14T11:30:00.991838", Date.UTC(2026, 1, 14, 11, 30, 0, 991)],
])("an end at %s, in whole milliseconds", (end, at) => {
  expect(parseCompletedSession(`{"SessionId":"s","EndDateTime":"${end}"}`)?.endedAt).toBe(at);
});

test.each(["", "{", "null", "[]", "7", "{}", '{"SessionId":""}', '{"SessionId":7}'])("no record: %s", (json) => {
  expect(parseCompletedSession(json)).toBeNull();
});

test("all of it: the tag, whether the clock had been set, and the readings as they were sent", () => {
  const json = JSON.stringify({
    SessionId: "s",
    Energy: 1,
    ReliableClock: false,
    AuthenticationCode: `nfc-\${jndi:ldap://x}`,
    SignedSession: "OCMF|{}",
  });
  expect(parseSessionRecord(json)).toEqual({
    id: "s",
    energyKwh: 1,
    startedAt: null,
    endedAt: null,
    tag: `nfc-\${jndi:ldap://x}`,
    hadSetClock: false,
    signedReadings: "OCMF|{}",
  });
});

test.each([
  [{}],
  [{ ReliableClock: "true", AuthenticationCode: "", SignedSession: "" }],
  [{ ReliableClock: 1, AuthenticationCode: 7, SignedSession: {} }],
])("what is not told is not known: %j", (more) => {
  const record = parseSessionRecord(JSON.stringify({ SessionId: "s", ...more }));
  expect(record).toMatchObject({ tag: null, hadSetClock: null, signedReadings: null });
});

test("no record: nothing", () => expect(parseSessionRecord('{"SessionId":""}')).toBeNull());
