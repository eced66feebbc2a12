import { beforeEach, expect, it } from "vitest";
import { zaptec } from "../protocol/zaptec/zaptec";
import { apply } from "./apply";
import { takeChange } from "./state/change";
import { createFleet, type Fleet } from "./state/fleet";
import { topologyOf } from "./test-fleet";
import { supportView } from "./views/support-view";

const now = Date.UTC(2026, 2, 2);
const slots = [{ from: now, to: now + 900_000, perKwh: "0.5", currency: "EUR" }];
let fleet: Fleet;
beforeEach(() => {
  fleet = createFleet({ dialectOf: () => zaptec, startedAt: now });
  apply(fleet, { kind: "topology", topology: topologyOf(["ZAP000001"]) }, now);
  takeChange(fleet);
});

function publish(installationId: string, how: { retained?: boolean; backlog?: boolean } = {}, told = slots): void {
  const { retained = false, backlog = false } = how;
  const message = { kind: "prices" as const, installationId, slots: told };
  const arrival = { message, receivedAt: now + 5, retained, backlog, timed: !backlog, dup: false };
  apply(fleet, { kind: "arrival", arrival }, now + 5);
}

it("hands published prices on to be stored, as of when they came", () => {
  publish("park");
  publish("park", { backlog: true });
  expect(takeChange(fleet).prices).toEqual(Array(2).fill({ installationId: "park", slots, at: now + 5 }));
});

it("hands retained ones on as of no time, so that nothing that was published is put back", () => {
  publish("park", { retained: true });
  expect(takeChange(fleet).prices).toEqual([{ installationId: "park", slots, at: 0 }]);
});

it("has nothing to hand on of an empty message", () => {
  publish("park", {}, []);
  expect(takeChange(fleet).prices).toEqual([]);
});

it("counts prices for an installation that it does not know as what cannot be read, and shows them", () => {
  publish("nowhere");
  expect(takeChange(fleet).prices).toEqual([]);
  expect(supportView(fleet, now)).toMatchObject({
    undecodable: [{ deviceId: null, reason: "unknownInstallation", count: 1 }],
    latest: [{ detail: 'prices "prices/nowhere"', sample: "2026-03-02T00:00:00.000Z 0.5 EUR" }],
  });
});
