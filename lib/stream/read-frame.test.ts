import { expect, test } from "vitest";
import { frameHead, parseFrame } from "./read-frame";

const heartbeat = '{"kind":"heartbeat","rev":7,"at":1700000000000}';
const delta = '{"kind":"delta","rev":12,"at":1700000000000,"chargers":[]}';

test.each<[text: string, kind: string, rev: number]>([
  [heartbeat, "heartbeat", 7],
  [delta, "delta", 12],
  ['{"kind":"bye","rev":0,"at":1700000000000,"reason":"stopping"}', "bye", 0],
])("reads %s whole, and by its head alone", (text, kind, rev) => {
  expect(parseFrame(text)).toEqual(JSON.parse(text));
  expect(frameHead(text)).toEqual({ kind, rev });
});

test.each([
  ["a proxy's page", "<html>Bad gateway</html>"],
  ["what was cut", delta.slice(0, -3)],
  ["an empty event", ""],
  ["no object", "null"],
  ["a number", "7"],
  ["a kind that no frame has", heartbeat.replace("heartbeat", "hello")],
  ["a frame without its revision", '{"kind":"heartbeat","at":1700000000000}'],
  ["a frame without its instant", '{"kind":"heartbeat","rev":7}'],
  ["an instant that is a text", '{"kind":"heartbeat","rev":7,"at":"now"}'],
])("takes %s for no frame", (_, text) => {
  expect(parseFrame(text)).toBeNull();
  expect(frameHead(text)).toBeNull();
});
