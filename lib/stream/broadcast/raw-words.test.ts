import { expect, it } from "vitest";
import type { Message } from "../../protocol/message";
import { arrive, person, TestStream } from "./test-stream";

const deviceId = "ZAP000001";
const will = "mqtt connection broke[lwt]";
const body = '{"Code":528,"Details":"not paused"}';

it("a charger's own words reach support alone, and only where it asks for them", async () => {
  const world = new TestStream();
  const hears = (message: Message) => {
    const how = { receivedAt: world.clock.now, backlog: false, timed: true, retained: false, dup: false };
    world.happens({ kind: "arrival", arrival: { message, ...how } });
  };
  const charger = { kind: "charger", id: deviceId } as const;
  const pages = [person("support"), person("owner", "north"), person("manager", "north")].map((reader) =>
    world.subscribe(reader, charger, { kind: "installation", id: "north" }),
  );
  const support = world.subscribe(person("support"), charger, { kind: "sent", id: deviceId });
  const by = { personId: "p", name: "Kari" };
  const course = [{ stage: "requested", at: world.clock.now, reason: null }] as const;
  const command = { id: "c1", deviceId, kind: "stop", by, idempotencyKey: "k", course, waiting: null } as const;
  world.happens({ kind: "commandRequested", command: { ...command, deadlineAt: world.clock.now + 15_000 } });
  world.happens({ kind: "commandPublished", id: "c1" });
  world.clock.pass(1_000);
  hears({ kind: "answer", deviceId, rid: "c1", status: 528, body });
  hears({ kind: "event", deviceId, asksReply: false, level: "information", message: will, lastWill: true });
  world.clock.pass(1_000);
  await arrive();
  for (const { text } of pages) {
    expect(text).toContain('"code":"chargerRefused","status":528,"body":null');
    for (const raw of ["Details", "[lwt]"]) expect(text).not.toContain(raw);
  }
  const told = support.frames.flatMap((frame) => ("sent" in frame ? (frame.sent ?? []) : [])).at(-1)?.messages;
  expect(told?.map(({ about, level, text }) => [about, level, text])).toEqual(
    expect.arrayContaining([
      ["stop", null, `528 ${body}`],
      [null, "information", will],
    ]),
  );
});
