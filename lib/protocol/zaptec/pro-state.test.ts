import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { decode } from "./decode";
import { describe as rowFor } from "./tables/observation-table";
import { toldAs } from "./words";

const states = z
  .array(z.object({ StateId: z.number(), Timestamp: z.string(), ValueAsString: z.string().optional() }))
  .parse(JSON.parse(readFileSync(new URL("../../simulator/samples/pro-state.json", import.meta.url), "utf8")));

const payload = {
  Observations: states.map(({ StateId, Timestamp, ValueAsString }) => ({
    ObservedAt: Timestamp,
    ...(ValueAsString !== undefined && { Value: ValueAsString }),
    ObservationId: StateId,
    Type: 1,
  })),
  Type: 6,
};
const topic = "devices/ZPR000001/messages/events/ri=default";
const message = decode(topic, Buffer.from(JSON.stringify(payload)), Date.parse("2025-05-22T00:00:00Z"));
const observations = message.kind === "observations" ? message.observations : [];
const read = (key: string) => observations.find((one) => one.key === key)?.value;

it("reads every value of a real Pro's state, none of them refused", () => {
  expect(states.length).toBeGreaterThan(80);
  expect(message).toMatchObject({ kind: "observations", faults: [] });
  expect(observations.map(({ id, raw }) => [id, raw])).toEqual(
    states.map(({ StateId, ValueAsString }) => [StateId, ValueAsString ?? null]),
  );
});

it("keeps each one's own time, read as UTC", () => {
  for (const [n, { Timestamp }] of states.entries()) {
    expect(observations[n]?.ownAt).toBe(Date.parse(`${Timestamp}Z`));
  }
});

it("gives each value the type of its row", () => {
  const types: Record<string, string> = { boolean: "boolean", integer: "number", double: "number", bitMask: "number" };
  for (const { id, value } of observations) {
    const row = rowFor(id);
    if (value !== null && toldAs(row.key)?.value === undefined)
      expect(typeof value, String(id)).toBe(types[row.type] ?? "string");
  }
});

it("understands what the state says", () => {
  expect(read("mode")).toBe("disconnected");
  expect(read("allocatedTerminals")).toBe("1-2");
  expect(read("networkType")).toBe("IT3");
  expect(read("sessionId")).toBeNull();
  expect(read("sessionEnergyKwh")).toBeNull();
  expect(read("powerW")).toBe(0);
  expect(read("offlineCurrentA")).toBe(16.17);
  expect(read("authenticationRequired")).toBe(true);
  expect(read("installationGuid")).toBe("aa841220-c6ad-3318-a5c0-73476b86a781");
  expect(read("computerVersion")).toBe("5.3.0.3");
  expect(read("nextScheduleEvent")).toBe("");
  const record = observations.find(({ key }) => key === "completedSession");
  expect(record?.raw?.match(/\\"TM\\"/g)).toHaveLength(53);
  expect(record?.value).toMatchObject({ energyKwh: expect.closeTo(68, 0) });
});
