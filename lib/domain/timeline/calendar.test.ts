import { expect, test } from "vitest";
import { earlier, type SpanName } from "./calendar";

const berlin = "Europe/Berlin";
const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 19);

test.each<[SpanName, string, string]>([
  ["hour", "2026-03-29T01:30:00", "2026-03-29T00:30:00"],
  ["day", "2026-03-29T20:00:00", "2026-03-28T21:00:00"],
  ["day", "2026-10-25T21:00:07", "2026-10-24T20:00:07"],
  ["week", "2026-11-27T10:00:00", "2026-11-20T10:00:00"],
  ["month", "2026-03-31T10:00:00", "2026-02-28T11:00:00"],
  ["month", "2026-01-15T10:00:00", "2025-12-15T10:00:00"],
  ["year", "2024-02-29T10:00:00", "2023-02-28T10:00:00"],
])("a %s before %s UTC is %s, by the calendar of Berlin", (span, at, then) =>
  expect(iso(earlier(berlin, utc(at), span))).toBe(then),
);
