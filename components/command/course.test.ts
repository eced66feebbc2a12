import { describe, expect, it } from "vitest";
import { type Command, commandStages } from "../../lib/domain/command/command";
import { askedAt, isAsAsked, isEnded, isNews, isOvertaken, openOf, stageOf, stillSpeaks } from "./course";

function command(id: string, kind: Command["kind"], ...stages: (typeof commandStages)[number][]): Command {
  return {
    id,
    deviceId: "ZPR000001",
    kind,
    by: { personId: "p", name: "Kari" },
    idempotencyKey: id,
    course: stages.map((stage, index) => ({ stage, at: 1000 + index, reason: null })),
    waiting: null,
    deadlineAt: null,
  };
}

describe("a command's course", () => {
  it("has come as far as its last stage, and began with its first", () => {
    const stop = command("a", "stop", "requested", "published", "acknowledged");
    expect(stageOf(stop)).toBe("acknowledged");
    expect(askedAt(stop)).toBe(1000);
  });

  it("has ended with exactly the four endings", () => {
    const ended = commandStages.filter((stage) => isEnded(command("a", "stop", "requested", stage)));
    expect(ended).toEqual(["rejected", "effective", "noEffect", "expired"]);
  });

  it("finds the open one of a kind among ended ones and other kinds", () => {
    const commands = [
      command("a", "restart", "requested"),
      command("b", "stop", "requested", "expired"),
      command("c", "stop", "requested", "published"),
    ];
    expect(openOf(commands, "stop")?.id).toBe("c");
    expect(openOf(commands, "start")).toBeNull();
  });

  it("is news while it is under way, and for five minutes after its end", () => {
    const stop = command("a", "stop", "requested", "published", "acknowledged", "effective");
    expect(isNews(stop, 1003 + 299_999)).toBe(true);
    expect(isNews(stop, 1003 + 300_000)).toBe(false);
    expect(isNews(command("b", "upgradeFirmware", "requested", "published", "acknowledged"), 9_000_000)).toBe(true);
  });

  it("is as it was asked for where it is effective, unless the car declined", () => {
    expect(isAsAsked({ stage: "effective", at: 1, reason: { code: "startedUp" } })).toBe(true);
    expect(isAsAsked({ stage: "effective", at: 1, reason: { code: "carDeclined" } })).toBe(false);
    expect(isAsAsked({ stage: "noEffect", at: 1, reason: { code: "noProof" } })).toBe(false);
  });
});

describe("an outcome under a button", () => {
  const at = 100_000;

  it("is overtaken by a later start or stop of anybody, and by nothing else", () => {
    const later = [command("a", "stop", "requested"), command("b", "restart", "requested")];
    expect(isOvertaken("start", 999, later)).toBe(true);
    expect(isOvertaken("start", 1000, later)).toBe(false);
    expect(isOvertaken("start", 999, later.slice(1))).toBe(false);
    expect(isOvertaken("restart", 0, later)).toBe(false);
  });

  it.each([
    ["stop", true, "paused", at + 60_000, true],
    ["stop", true, "noCar", at + 60_000, false],
    ["stop", true, "charging", at + 60_000, false],
    ["stop", true, "charging", at - 60_000, true],
    ["start", true, "waitingForCurrent", at + 60_000, true],
    ["start", true, "finished", at + 60_000, false],
    ["start", false, "charging", at + 60_000, false],
    ["start", false, "paused", at + 5_000, true],
    ["start", false, "unknown", null, true],
    ["restart", true, "noCar", at + 60_000, true],
  ] as const)("of %s, had effect: %s, state %s since %s: speaks %s", (kind, hadEffect, word, since, speaks) => {
    expect(stillSpeaks(kind, at, hadEffect, { word, since })).toBe(speaks);
  });
});
