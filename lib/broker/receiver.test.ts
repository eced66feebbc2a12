import type { IPublishPacket } from "mqtt";
import { beforeEach, describe, expect, test } from "vitest";
import type { Arrival } from "../protocol/message";
import { encodeMarker } from "../protocol/product/topics";
import { createReceiver, timedMarker } from "./receiver";

const clientId = "phaseboard-test";
const meterTopic = "meters/north";
const token = "6d1f0b4e-2d5c-4a7e-9f0a-1b2c3d4e5f60";
const started = Date.UTC(2026, 2, 2, 8);
let now: number;
let arrivals: Arrival[];
let ups: number;

beforeEach(() => {
  now = started;
  arrivals = [];
  ups = 0;
});

function receiver(stamps = false) {
  const made = createReceiver(
    { url: "mqtts://localhost", clientId, protocolVersion: 4, stamps, reading: { kind: "now" }, now: () => now },
    token,
    {
      arrival: (arrival) => arrivals.push(arrival),
      message: () => undefined,
      marker: () => {
        ups += 1;
      },
      failed(error) {
        throw error;
      },
      isMeter: (topic) => topic === meterTopic,
      unwanted: () => undefined,
    },
  );
  const packet = (topic: string, payload: string) =>
    made.handle(
      {
        cmd: "publish",
        topic,
        payload: Buffer.from(payload),
        qos: 0,
        dup: false,
        retain: false,
      } satisfies IPublishPacket,
      false,
      () => undefined,
    );
  const marker = (words: string) => {
    const { topic, payload } = encodeMarker(clientId, words);
    packet(topic, payload);
  };
  /** @returns when it counts as having come, after the start */
  const heard = () => {
    packet(
      "devices/ZPR000001/messages/events/ri=default",
      `{"ObservedAt":"${new Date(now).toISOString()}","Value":"7000","ObservationId":513,"Type":1}`,
    );
    return (arrivals.at(-1)?.receivedAt ?? Number.NaN) - started;
  };
  const meterRead = () => {
    packet(meterTopic, '{"currentA":[1,2,3]}');
    return (arrivals.at(-1)?.receivedAt ?? Number.NaN) - started;
  };
  return { marker, heard, meterRead };
}

describe("when a message of a broker that does not say has come", () => {
  test("is now, as long as the own markers are back at once", () => {
    const { marker, heard } = receiver();
    marker(token);
    now += 5_000;
    marker(timedMarker(token, now - 900));
    expect(heard()).toBe(5_000);
  });

  test("is earlier by what the newest own marker was late, until one is in time again", () => {
    const { marker, heard, meterRead } = receiver();
    marker(token);
    now += 60_000;
    marker(timedMarker(token, now - 42_000));
    expect(heard()).toBe(18_000);
    expect(meterRead()).toBe(18_000);
    now += 500;
    expect(heard()).toBe(18_500);
    marker(timedMarker(token, now - 10));
    expect(heard()).toBe(60_500);
  });

  test("is not told by a marker of another connection, or by one from ahead", () => {
    const { marker, heard } = receiver();
    marker(token);
    now += 60_000;
    marker(timedMarker("00000000-0000-4000-8000-000000000000", now - 42_000));
    marker(timedMarker(token, now + 42_000));
    marker(`${token}-`);
    expect(heard()).toBe(60_000);
  });

  test("begins with the first marker, which no other is taken for", () => {
    const { marker } = receiver();
    marker(timedMarker(token, now));
    expect(ups).toBe(0);
    marker(token);
    marker(token);
    expect(ups).toBe(1);
  });
});
