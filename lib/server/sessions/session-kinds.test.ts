import { expect, it } from "vitest";
import type { HistoryRow } from "../../domain/history/row";
import { protocols } from "../../protocol/registry";
import { dueFinder } from "./session-kinds";

const dueOf = dueFinder(protocols);
const dayUs = 86_400_000_000;
const row = (kind: number, at: number, arrivedAt = at): HistoryRow => ({
  deviceId: "ZAP000001",
  kind,
  epoch: 1,
  ownAt: at,
  at,
  raw: "1",
  arrivedAt,
  gone: false,
});

it("finds nothing due in powers, currents and presence", () => {
  expect(dueOf([row(513, 1), row(507, 1), row(708, 1), row(-1_000_001, 1)])).toEqual([]);
});

it("finds due what sessions are told by, a day for itself", () => {
  expect(dueOf([row(513, 1), row(553, 20, 30), row(718, 10, 50)], [row(722, dayUs + 5)])).toEqual([
    { deviceId: "ZAP000001", day: 0, from: 10, to: 20, isUrgent: false, since: 30 },
    { deviceId: "ZAP000001", day: 1, from: dayUs + 5, to: dayUs + 5, isUrgent: false, since: dayUs + 5 },
  ]);
});

it.each([710, 721, 723])("knows that a session may have begun or ended by %i", (kind) => {
  expect(dueOf([row(553, 20), row(kind, 20)])).toMatchObject([{ isUrgent: true }]);
});
