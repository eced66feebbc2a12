import { describe, expect, it } from "vitest";
import type { Command, CommandStage } from "../../lib/domain/command/command";
import { restartingBy } from "./restarting";

function command(kind: Command["kind"], waiting: Command["waiting"], ...stages: CommandStage[]): Command {
  return {
    id: kind,
    deviceId: "ZPR000001",
    kind,
    by: { personId: "p", name: "Kari" },
    idempotencyKey: kind,
    course: stages.map((stage, index) => ({ stage, at: 1000 + index, reason: null })),
    waiting,
    deadlineAt: null,
  };
}

describe("a charger that is away", () => {
  const acknowledged = command("restart", null, "requested", "published", "acknowledged");
  const published = command("restart", null, "requested", "published");

  it("is so by a restart that it acknowledged, or that it was asked for before it went", () => {
    expect(restartingBy([acknowledged], null)).toBe(acknowledged);
    expect(restartingBy([published], 1500)).toBe(published);
  });

  it("is not so by a restart that was asked for when it was away already, or that has ended", () => {
    expect(restartingBy([published], 900)).toBeNull();
    expect(restartingBy([published], null)).toBeNull();
    expect(
      restartingBy([command("restart", null, "requested", "published", "acknowledged", "noEffect")], 1500),
    ).toBeNull();
  });

  it("is so by an upgrade that runs, not by one that waits for a car, nor by other commands", () => {
    const running = command("upgradeFirmware", "running", "requested", "published", "acknowledged");
    expect(restartingBy([running], null)).toBe(running);
    expect(restartingBy([{ ...running, waiting: "carLeaves" }], 1500)).toBeNull();
    expect(restartingBy([command("stop", null, "requested", "published", "acknowledged")], 1500)).toBeNull();
  });
});
