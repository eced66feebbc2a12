import { describe, expect, test } from "vitest";
import { unreadable } from "../domain/charger/observation";
import { record as signedRecord, testMeter } from "../ocmf/test-ocmf";
import { charged, idle, min, TestCharger } from "./test-charger";

const base = () => idle().say(0, { sessionId: "a", mode: "requesting", allocatedCurrentA: 0, pausedByOrder: false });

describe("pauses", () => {
  test("each with why, and by whom where it was one of us", () => {
    const session = base()
      .say(10, { mode: "charging", allocatedCurrentA: 16, powerW: 3_000 })
      .command(19.5, "stop")
      .say(19.9, { pausedByOrder: true })
      .say(20, { mode: "finished", powerW: 0 })
      .say(30, { mode: "charging", pausedByOrder: false, powerW: 3_000 })
      .say(40, { mode: "requesting", allocatedCurrentA: 0, powerW: 0 })
      .say(50, { mode: "charging", allocatedCurrentA: 16, powerW: 3_000 })
      .say(60, { mode: "finished", powerW: 0 })
      .say(70, { mode: "charging", powerW: 3_000 })
      .say(80, { mode: "finished", pausedByOrder: true, powerW: 0 })
      .say(90, { mode: "disconnected" })
      .only();
    expect(session.pauses).toEqual([
      { from: min(20), to: min(30), why: "person", by: { name: "Ada", commandId: "stop-19.5" } },
      { from: min(40), to: min(50), why: "loadManagement", by: null },
      { from: min(60), to: min(70), why: "car", by: null },
      { from: min(80), to: min(90), why: "order", by: null },
    ]);
    expect(session.commandIds).toEqual(["stop-19.5"]);
  });

  test("a stop that was refused, or long before, has paused nothing", () => {
    const paused = () => base().say(10, { mode: "charging" }).say(20, { mode: "finished", pausedByOrder: true });
    expect(paused().command(19.5, "stop", "rejected").only().pauses[0]).toMatchObject({ why: "order", by: null });
    expect(paused().command(11, "stop").only().pauses[0]).toMatchObject({ why: "order", by: null });
  });

  test("a car that is done is no pause; whether it was paused may not be known", () => {
    expect(charged().only().pauses).toEqual([]);
    const unknown = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(10, { mode: "finished" })
      .say(20, { mode: "charging" })
      .say(30, { mode: "disconnected" });
    expect(unknown.only().pauses).toEqual([{ from: min(10), to: min(20), why: "unknown", by: null }]);
  });
});

describe("failed starts", () => {
  const starts = (told: ReturnType<typeof base>) => told.say(60, { mode: "disconnected" }).only().failedStarts;

  test("it asked, might have 16 A, and none flowed for 3 min", () => {
    expect(starts(base().say(10, { allocatedCurrentA: 16 }))).toEqual([min(10)]);
    expect(starts(base().say(10, { allocatedCurrentA: 16 }).say(13.1, { mode: "charging", powerW: 4_000 }))).toEqual([
      min(10),
    ]);
  });

  test("current within 3 min is a start", () => {
    expect(starts(base().say(10, { allocatedCurrentA: 16 }).say(12.9, { mode: "charging", powerW: 4_000 }))).toEqual(
      [],
    );
  });

  test("less than 6 A, an allocation of the session before, or a pause is no try", () => {
    expect(starts(base().say(10, { allocatedCurrentA: 5.9 }))).toEqual([]);
    expect(starts(idle().say(-5, { allocatedCurrentA: 16 }).say(0, { mode: "requesting" }))).toEqual([]);
    expect(
      starts(base().say(10, { allocatedCurrentA: 16 }).say(11, { mode: "finished", pausedByOrder: true })),
    ).toEqual([]);
    expect(starts(base().say(10, { allocatedCurrentA: 16 }).say(11, { allocatedCurrentA: 0 }))).toEqual([]);
  });

  test("a car that is done two seconds after it was started took nothing", () => {
    expect(starts(base().say(10, { allocatedCurrentA: 16 }).say(10.03, { mode: "finished", powerW: 0 }))).toEqual([
      min(10),
    ]);
  });

  test("a charger that says it charges, and measures nothing, has not started; measured is what counts", () => {
    expect(starts(base().say(10, { allocatedCurrentA: 16, mode: "charging", powerW: 3 }))).toEqual([min(10)]);
    const flowing = base().say(10, { allocatedCurrentA: 16, mode: "charging", powerW: 3, current1A: 6 });
    expect(starts(flowing)).toEqual([]);
  });

  test("a charger that measures nothing and says that it charges, has started", () => {
    const charger = new TestCharger()
      .say(-60, { mode: "disconnected" })
      .say(0, { sessionId: "a", mode: "requesting" })
      .say(10, { allocatedCurrentA: 16 });
    expect(starts(charger.say(11, { mode: "charging" }))).toEqual([]);
  });

  test("a car that has taken what it wanted, and stays, has not failed to start", () => {
    const charger = base().say(10, { allocatedCurrentA: 16, mode: "charging", powerW: 4_000 }).say(30, { powerW: 0 });
    expect(starts(charger)).toEqual([]);
  });

  test("what nobody heard is not judged", () => {
    const charger = base().say(10, { allocatedCurrentA: 16 }).online([-100, 12], [59.5, 100]);
    expect(starts(charger)).toEqual([]);
  });
});

describe("who, with what, on which phases", () => {
  test("the tag that was there when current flowed, not the one that ended it", () => {
    expect(charged().say(60, { tag: "nfc-2" }).only().tag).toBe("nfc-1");
    expect(idle().say(0, { sessionId: "a", mode: "requesting" }).only().tag).toBeNull();
    expect(idle().say(-1, { tag: "nfc-9" }).say(0, { sessionId: "a", mode: "requesting" }).only().tag).toBeNull();
  });

  test.each([
    "'; DROP TABLE sessions; --",
    "<script>alert(1)</script>",
    `\${jndi:ldap://x}`,
    "=1+1",
    "__proto__",
    "\u202etag",
  ])("a tag is text, whatever it is: %j", (tag) => {
    const session = idle().say(0, { sessionId: tag, mode: "charging", tag }).only();
    expect([session.id, session.tag]).toEqual([tag, tag]);
  });

  test("the terminals that carried current, and the firmware at its begin", () => {
    const charger = charged()
      .say(-10, { computerVersion: "2.3.1.2", mcuVersion: "1.0" })
      .say(50, { computerVersion: "2.4" });
    expect(charger.only()).toMatchObject({ terminals: null, firmware: "2.3.1.2" });
    charger.say(2, { current1A: 0.1, current2A: 15.9, current3A: 16 });
    expect(charger.only().terminals).toEqual([2, 3]);
    expect(charged().say(5, { mcuVersion: "1.0" }).only().firmware).toBe("1.0");
  });

  test("the signature of its readings is checked with the keys that are given", () => {
    const meter = testMeter("secp384r1");
    const signedReadings = signedRecord(meter);
    const told = () => charged().record(91, { signedReadings });
    expect(told().only().signed?.verdict).toBe("no key");
    const key = meter.der.toString("base64");
    const [other, another] = [0, 1].map(() => testMeter("secp384r1").der.toString("hex"));
    const by = (...meterKeys: (string | undefined)[]) => {
      const { signed, signedBy } = told()
        .with({ meterKeys: meterKeys.filter((one) => one !== undefined) })
        .only();
      return [signed?.verdict, signedBy];
    };
    expect(by(key)).toEqual(["valid", key]);
    expect(by(other, another)).toEqual(["invalid", other]);
    // A meter was exchanged: the record is by the one before.
    expect(by(other, key, another)).toEqual(["valid", key]);
  });

  test("what could not be read is flagged, and nothing is made of it", () => {
    const session = charged().say(62, { sessionEnergyKwh: unreadable, powerW: unreadable, mode: unreadable }).only();
    expect(session).toMatchObject({ energy: { wh: 7_000 }, end: { at: min(90) } });
    expect(session.flags).toContain("unreadable");
  });
});
