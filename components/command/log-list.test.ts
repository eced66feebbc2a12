import { describe, expect, it } from "vitest";
import type { ListedCommand } from "../../lib/contract/api";
import { endOfTold, joined, remembered } from "./log-list";

function command(at: number, ...stages: ("effective" | "acknowledged")[]): ListedCommand {
  return {
    id: `id-${at}`,
    deviceId: "ZPR000001",
    kind: "restart",
    by: { personId: "p", name: "Kari" },
    course: (["requested", ...stages] as const).map((stage) => ({ stage, at, reason: null })),
    waiting: null,
    deadlineAt: null,
  };
}

/** Ended ones, newest first. */
const ended = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => command(from - index, "effective"));
const instants = (commands: readonly ListedCommand[] | null) => commands?.map(({ course }) => course[0]?.at);

describe("the log", () => {
  it("joins lists newest first, each command once, by the first list's word", () => {
    const all = joined([command(5, "effective"), command(3)], [command(3, "acknowledged"), command(4), command(1)]);
    expect(instants(all)).toEqual([5, 4, 3, 1]);
    expect(all[2]?.course).toHaveLength(1);
  });

  it("is whole where fewer than twenty have ended", () => {
    expect(endOfTold([])).toBeNull();
    expect(endOfTold(ended(19, 1))).toBeNull();
    expect(endOfTold([...ended(20, 2), command(1, "acknowledged")])).toBeNull();
  });

  it("ends with its oldest ended command, not with one that has been open for longer", () => {
    expect(endOfTold([...ended(30, 11), command(2, "acknowledged")])).toEqual({ at: 11, id: "id-11" });
  });

  it("keeps what is told no more", () => {
    const later = remembered(ended(20, 1), ended(22, 3));
    expect(instants(later)?.slice(-3)).toEqual([3, 2, 1]);
    expect(later).toHaveLength(22);
  });

  it("is begun anew where a page that was away for long may have missed some", () => {
    expect(remembered(ended(20, 1), ended(60, 41))).toBeNull();
    expect(remembered(ended(20, 1), ended(40, 21))).toBeNull();
    expect(remembered(ended(20, 1), ended(39, 20))).toHaveLength(39);
  });
});
