import { expect, it } from "vitest";
import type { ChargerMessage } from "../../domain/charger-message";
import { bytesOf, createMessageBuffer } from "./message-buffer";

const message = (atUs: number, size = 100): ChargerMessage => ({
  deviceId: "ZAP000001",
  atUs,
  direction: "fromCharger",
  topic: "devices/ZAP000001/messages/events/",
  payload: new Uint8Array(size).fill(atUs),
  flags: 2,
});
const each = bytesOf(message(0));
const instants = (messages: readonly ChargerMessage[]) => messages.map(({ atUs }) => atUs);

it("never holds more than its bytes: what finds no room is left out and counted, until there is room again", () => {
  const buffer = createMessageBuffer(3 * each);
  for (let at = 0; at < 10; at++) {
    buffer.put(message(at));
    expect(buffer.bytes()).toBeLessThanOrEqual(3 * each);
  }
  expect(instants(buffer.oldest(1e9))).toEqual([0, 1, 2]);
  expect(buffer.leftOut()).toBe(7);
  buffer.remove(2);
  expect(buffer.bytes()).toBe(each);
  buffer.put(message(10));
  buffer.put(message(11, 10_000));
  expect(instants(buffer.oldest(1e9))).toEqual([2, 10]);
  expect(buffer.leftOut()).toBe(8);
});

it("counts what a message takes: its texts and its payload", () => {
  const buffer = createMessageBuffer(1e9);
  buffer.put(message(1, 1_000));
  expect(buffer.bytes()).toBeGreaterThan(1_000);
  buffer.put({ ...message(2, 0), topic: "x".repeat(5_000) });
  expect(buffer.bytes()).toBeGreaterThan(6_000);
  buffer.remove(2);
  expect(buffer.bytes()).toBe(0);
});

it("hands out the oldest first, as many as were asked for, and at least one", () => {
  const buffer = createMessageBuffer(1e9);
  for (let at = 0; at < 5; at++) buffer.put(message(at));
  expect(instants(buffer.oldest(2 * each))).toEqual([0, 1]);
  expect(instants(buffer.oldest(1))).toEqual([0]);
  buffer.remove(4);
  expect(instants(buffer.oldest(1e9))).toEqual([4]);
  buffer.remove(1);
  expect(buffer.oldest(1e9)).toEqual([]);
});

it("keeps payloads of its own", () => {
  const buffer = createMessageBuffer(1e9);
  const network = Buffer.from("before and after");
  buffer.put({ ...message(1), payload: network.subarray(0, 6) });
  network.fill("x");
  const [kept] = buffer.oldest(1);
  expect(Buffer.from(kept?.payload ?? []).toString()).toBe("before");
  expect(kept?.payload.buffer.byteLength).toBe(6);
});
