import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Observation, unreadable } from "../domain/charger/observation";
import { apply } from "./apply";
import { takeChange } from "./state/change";
import { observed, second, TestFleet, t0, topologyOf } from "./test-fleet";
import { sentObservationsView } from "./views/detail-view";

const id = "ZAP000001";

describe("Law 1: an older observation never overwrites a newer one", () => {
  test("by its own instant, in whatever order it arrives", () => {
    const world = new TestFleet();
    world.says(id, [observed("powerW", 7000, t0 + 2)]);
    world.says(id, [observed("powerW", 3000, t0 + 1)]);
    expect(world.view().powerW).toEqual({ value: 7000, at: t0 + 2 });
  });

  test("a cleared value is newer than what it clears, and is neither 0 nor absent", () => {
    const world = new TestFleet();
    world.says(id, [observed("powerW", 7000, t0)]);
    world.says(id, [observed("powerW", null, t0 + 1)]);
    expect(world.view().powerW).toBeNull();
    expect(sentObservationsView(world.fleet, id)).toEqual([
      expect.objectContaining({ id: 513, raw: null, at: t0 + 1 }),
    ]);
  });
});

const modes = fc.constantFrom(0, 1, 2, 3, 5);
const anyObservation: fc.Arbitrary<Observation> = fc.oneof(
  fc.tuple(modes, fc.nat(50)).map(([mode, at]) => observed("mode", mode, t0 + at)),
  fc.tuple(fc.boolean(), fc.nat(50)).map(([flag, at]) => observed("pausedByOrder", flag, t0 + at)),
  fc.tuple(fc.boolean(), fc.nat(50)).map(([flag, at]) => observed("authenticationRequired", flag, t0 + at)),
  // A session's GUID never comes back.
  fc.tuple(fc.boolean(), fc.nat(50)).map(([is, at]) => observed("sessionId", is ? `s${at >> 4}` : null, t0 + at)),
  fc.tuple(fc.option(fc.constantFrom("nfc-A", "nfc-B")), fc.nat(50)).map(([s, at]) => observed("tag", s, t0 + at)),
  fc.tuple(fc.option(fc.nat(9)), fc.nat(50)).map(([v, at]) => observed("sessionEnergyKwh", v, t0 + at)),
  fc.tuple(fc.nat(9), fc.nat(50)).map(([v, at]) => observed("powerW", v, t0 + at)),
  fc.nat(50).map((at): Observation => ({ ...observed("powerW", "1,5", t0 + at), value: unreadable })),
  fc.nat(50).map((at) => observed("powerW", 65_535, t0 + at)),
);

/** Two observations of one id at one instant would be two truths. */
const observations = fc.uniqueArray(anyObservation, {
  maxLength: 40,
  selector: (o) => `${o.key}@${o.observedAt}`,
});

describe("Law 2: order and repetition of arrival make no difference", () => {
  const told = (arriving: readonly Observation[]) => {
    const world = new TestFleet(undefined, { authorisation: { kind: "tags", tags: ["nfc-A"] } });
    for (const observation of arriving) world.says(id, [observation]);
    const { state, session, powerW } = world.view();
    return { word: state.word, mode: state.mode, session, powerW, said: sentObservationsView(world.fleet, id) };
  };

  test("any permutation with any repetitions ends in the same state", () => {
    const shuffled = observations.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length, maxLength: 2 * list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, mixed]) => {
        expect(told(mixed)).toEqual(told(list));
      }),
      { numRuns: 300 },
    );
  });

  test("a car's leaving that is told late takes the tag of before with it", () => {
    const asks = observed("authenticationRequired", true, t0);
    const tag = observed("tag", "nfc-A", t0);
    const left = observed("mode", "disconnected", t0 + 1);
    const came = observed("mode", "requesting", t0 + 2);
    expect(told([asks, tag, came, left]).word).toBe("waitingForAuthorisation");
  });
});

describe("what is to be kept", () => {
  test("the newest of each id, once; repetitions are not written again", () => {
    const world = new TestFleet();
    takeChange(world.fleet);
    world.says(id, [observed("powerW", 1, t0), observed("powerW", 2, t0 + 1)]);
    expect([...(takeChange(world.fleet).observations.get(id)?.values() ?? [])]).toEqual([
      expect.objectContaining({ id: 513, value: 2, ownAt: t0 + 1, observedAt: t0 + 1 }),
    ]);
    world.says(id, [observed("powerW", 2, t0 + 1)]);
    expect(takeChange(world.fleet).observations.size).toBe(0);
  });

  test("what came from the store is not written back", () => {
    const world = new TestFleet();
    takeChange(world.fleet);
    const event = {
      kind: "restored",
      deviceId: id,
      heardAt: t0,
      derived: null,
      observations: [observed("powerW", 1, t0)],
    } as const;
    apply(world.fleet, event, world.now);
    expect(takeChange(world.fleet).observations.size).toBe(0);
    expect(world.view().powerW?.value).toBe(1);
  });

  test("what an unassigned charger said is kept once it has a place", () => {
    const world = new TestFleet([]);
    world.says("ZPR000009", [observed("powerW", 5, t0)]);
    expect(takeChange(world.fleet).observations.size).toBe(0);
    apply(world.fleet, { kind: "topology", topology: topologyOf(["ZPR000009"]) }, world.now);
    expect(takeChange(world.fleet).observations.get("ZPR000009")?.get(513)?.raw).toBe("5");
  });
});

describe("Law 10: rev grows with every change that is taken, and with nothing else", () => {
  test("an empty change leaves it", () => {
    const world = new TestFleet();
    const first = takeChange(world.fleet);
    expect(takeChange(world.fleet).rev).toBe(first.rev);
    world.now += second;
    world.say("powerW", 3);
    expect(takeChange(world.fleet).rev).toBe(first.rev + 1);
  });
});
