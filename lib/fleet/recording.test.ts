import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decode } from "../protocol/zaptec/decode";
import { TestFleet } from "./test-fleet";
import { detailView } from "./views/detail-view";

const recorded: { StateId: number; Timestamp: string; ValueAsString?: string }[] = JSON.parse(
  readFileSync(new URL("../simulator/samples/pro-state.json", import.meta.url), "utf8"),
);

test("a real Pro's recorded state, through the decoder: the car has left, and the session it had is told", () => {
  const world = new TestFleet(["ZPR000001"]);
  world.now = Date.UTC(2025, 4, 22);
  world.broker(true);
  const members = recorded.map(({ StateId, Timestamp, ValueAsString }) => ({
    ObservationId: StateId,
    ObservedAt: `${Timestamp}Z`,
    Value: ValueAsString ?? null,
    Type: 1,
  }));
  const payload = Buffer.from(JSON.stringify({ Observations: members, Type: 6 }));
  world.arrive(decode("devices/ZPR000001/messages/events/ri=default", payload, world.now));
  expect(world.view("ZPR000001")).toMatchObject({
    product: "Pro",
    presence: { word: "online" },
    state: { word: "noCar", mode: "disconnected", since: Date.UTC(2025, 4, 16, 13, 7, 45, 803) },
    powerW: { value: 0 },
    limitA: 32,
    allocatedA: { value: 32 },
    session: null,
    firmware: { computer: { value: "5.3.0.3" }, mcu: { value: "3.2.0.0" } },
    warnings: [],
    undecodable: 0,
  });
  expect(detailView(world.fleet, "ZPR000001", world.now)).toMatchObject({
    offlineCurrentA: { value: 16.17 },
    offlineTerminals: { value: "1-3" },
    lastSession: {
      id: "fa5ac1a7-7125-4e4a-902f-97f06ef7e206",
      energyKwh: 68.268,
      endedAt: Date.UTC(2025, 4, 16, 13, 7, 45, 787),
    },
  });
});
