import { describe, expect, it } from "vitest";
import { car } from "./car";
import { charger, noon } from "./test-charger";

const start16 = ["16", "4"];

/** A connected charger with a car that has asked. */
function requesting(part: Parameters<typeof charger>[0] = {}, options: Parameters<typeof charger>[1] = {}) {
  const c = charger(part, options);
  c.connect();
  c.plugIn();
  c.pass(1000);
  return c;
}

function charging(part: Parameters<typeof charger>[0] = {}, options: Parameters<typeof charger>[1] = {}) {
  const c = requesting(part, options);
  c.call(501, start16);
  c.pass(20_000);
  return c;
}

describe("operation", () => {
  it("asks with a new session when a car plugs in, and charges once allocated", () => {
    const c = requesting();
    expect(c.last(710)).toBe("2");
    expect(c.last(721)).toMatch(/^[0-9a-f-]{36}$/);
    c.forget();
    expect(c.call(501, start16)).toBe(200);
    c.pass(20_000);
    expect([c.last(708), c.last(519)]).toEqual(["16", "4"]);
    expect(c.last(710)).toBe("3");
    expect(Number(c.last(513))).toBeGreaterThan(10_000);
    const order = c.said().map((said) => said.id);
    expect(order.indexOf(708)).toBeLessThan(order.indexOf(710));
  });

  it("goes back to requesting on a stop and on 0 A, and confirms it", () => {
    for (const end of [502, 501] as const) {
      const c = charging();
      c.forget();
      expect(c.call(end, end === 501 ? ["0", "4"] : null)).toBe(200);
      expect([c.last(710), c.last(513)]).toEqual(["2", "0"]);
      c.pass(1000);
      expect(c.last(708)).toBe("0");
    }
  });

  it("pauses: first 718, some seconds later 710 = 5; resumes to requesting", () => {
    const c = charging();
    c.forget();
    expect(c.call(506)).toBe(200);
    expect([c.last(718), c.last(710)]).toEqual(["1", undefined]);
    expect(c.call(507)).toBe(400);
    c.pass(5000);
    expect([c.last(710), c.last(513)]).toEqual(["5", "0"]);
    expect(c.call(506)).toBe(400);
    expect(c.call(501, start16)).toBe(400);
    expect(c.call(507)).toBe(200);
    expect([c.last(718), c.last(710)]).toEqual(["0", "2"]);
  });

  it("refuses a resume while a schedule holds it", () => {
    const c = charging({ nextScheduleEvent: "2026-02-14T22:00:00Z" });
    c.call(506);
    c.pass(5000);
    expect(c.call(507)).toBe(400);
  });

  it.each([
    ["without a car", undefined, 501, start16],
    ["33 A", "car", 501, ["33", "4"]],
    ["no number", "car", 501, ["", "4"]],
    ["a phase of the other grid", "car", 501, ["16", "9"]],
    ["no arguments", "car", 501, null],
    ["an unknown method", "car", 999, null],
  ])("refuses %s", (_, car, method, args) => {
    const c = charger();
    c.connect();
    if (car) c.plugIn();
    expect(c.call(method, args)).toBe(400);
  });

  it("refuses an empty body, as the official device SDK does", () => {
    const c = charging();
    const out = c.give({ kind: "method", rid: "r", method: "506", body: "" });
    expect(out).toContainEqual({ kind: "answer", rid: "r", status: 400 });
    expect(c.state.finalStop).toBe(false);
  });

  it("says the completed session after the car has gone, and clears nothing", () => {
    const c = charging({}, { speed: 60 });
    c.pass(600_000);
    const id = c.last(721);
    c.forget();
    c.give({ kind: "unplug" });
    c.pass(5000);
    const order = c.said().map((said) => said.id);
    expect(order.indexOf(710)).toBeLessThan(order.indexOf(723));
    const session = JSON.parse(c.last(723) ?? "");
    expect(session.SessionId).toBe(id);
    expect(session.Energy).toBeGreaterThan(1);
    const log = JSON.parse(session.SignedSession.slice("OCMF|".length));
    expect(log.RD[0].TX + log.RD.at(-1).TX).toBe("BE");
    expect(log.RD.at(-1).RV - log.RD[0].RV).toBeCloseTo(session.Energy, 2);
    expect(c.said().filter((said) => said.value === null)).toEqual([]);
  });

  it("finishes when the car is full: 710 = 5 without 718", () => {
    const c = charger({}, { speed: 60 });
    c.connect();
    c.plugIn({ batteryKwh: 5, soc: 0.9 });
    c.call(501, start16);
    c.pass(600_000);
    expect([c.state.mode, c.state.finalStop, c.state.car?.soc]).toEqual([5, false, 1]);
    expect(c.last(513)).toBe("0");
  });

  it("tapers towards the end of the battery", () => {
    const c = charger({}, { speed: 60 });
    c.connect();
    c.plugIn({ batteryKwh: 20, soc: 0.5, kneeSoc: 0.8 });
    c.call(501, start16);
    const at = (soc: number) => {
      while ((c.state.car?.soc ?? 1) < soc) c.pass(250);
      return c.state.powerW;
    };
    const [flat, later, end] = [at(0.7), at(0.9), at(0.98)];
    expect(later).toBeLessThan(flat * 0.8);
    expect(end).toBeLessThan(later * 0.6);
  });

  it("is gone for some seconds on a restart, then asks anew with a start-up bundle", () => {
    const c = charging();
    c.forget();
    expect(c.call(102)).toBe(200);
    c.pass(1500);
    expect(c.outputs).toContainEqual({ kind: "gone" });
    expect(c.state.down).toBe(true);
    expect(c.state.powerW).toBe(0);
    c.give({ kind: "disconnected" });
    c.pass(10_000);
    expect(c.state.down).toBe(false);
    c.connect();
    expect([c.last(811), c.last(710), c.last(708)]).toEqual(["1", "2", "0"]);
    expect(c.last(820)).toBeDefined();
    expect(c.last(721)).toBe(c.state.session?.id);
  });

  it("says since when a session lasts that it had before it started", () => {
    const startedAgoMs = 2 * 3_600_000;
    const c = charger({ scene: { kind: "finished", car: car(), energyKwh: 14.7, startedAgoMs } });
    c.pass(5_000);
    c.connect();
    expect(c.said(721)).toEqual([{ id: 721, value: c.state.session?.id, at: noon - startedAgoMs }]);
    const others = c.said().filter(({ id }) => id !== 721);
    expect(others.length).toBeGreaterThan(20);
    expect(Math.min(...others.map(({ at }) => at))).toBeGreaterThanOrEqual(noon + 5_000);
  });

  it("sends no start-up bundle on a mere reconnect, but a pulse", () => {
    const c = charging();
    c.give({ kind: "disconnected" });
    c.pass(10_000);
    c.forget();
    c.connect();
    expect(c.outputs).toContainEqual({ kind: "pulse", ping: false });
    expect(c.last(811)).toBeUndefined();
    expect(c.state.mode).toBe(3);
  });

  it("upgrades only after the car has left, and then says the new versions", () => {
    const c = charging({ firmware: { computer: "5.0.0.1", mcu: "3.0.0.0" } });
    expect(c.call(200)).toBe(200);
    c.pass(3_600_000, 5000);
    expect(c.state.firmware.computer).toBe("5.0.0.1");
    expect(c.state.mode).toBe(3);
    c.give({ kind: "unplug" });
    c.pass(20_000);
    expect(c.state.down).toBe(true);
    c.give({ kind: "disconnected" });
    c.pass(20_000);
    c.forget();
    c.connect();
    expect([c.last(911), c.last(908)]).toEqual(["5.3.0.3", "3.2.0.0"]);
  });
});

describe("tags", () => {
  const locked = { authenticationRequired: true };

  it("shows the tag, and takes current only after it was granted", () => {
    const c = charger(locked);
    c.connect();
    c.plugIn({}, "nfc-04AB");
    expect(c.last(722)).toBeUndefined();
    c.pass(3000);
    expect([c.last(710), c.last(722)]).toEqual(["2", "nfc-04AB"]);
    expect(c.call(501, start16)).toBe(400);
    expect(c.call(601)).toBe(200);
    expect(c.call(501, start16)).toBe(200);
    c.pass(10_000);
    expect(c.state.mode).toBe(3);
  });

  it("waits after a denial, until another tag is shown and granted", () => {
    const c = charger(locked);
    c.connect();
    c.plugIn({}, "nfc-1");
    c.pass(3000);
    expect(c.call(602)).toBe(200);
    expect(c.call(501, start16)).toBe(400);
    c.give({ kind: "showTag", tag: "nfc-2" });
    expect(c.last(722)).toBe("nfc-2");
    c.call(601);
    expect(c.call(501, start16)).toBe(200);
  });

  it("asks again after a resume", () => {
    const c = charger(locked);
    c.connect();
    c.plugIn({}, "nfc-1");
    c.pass(3000);
    c.call(601);
    c.call(501, start16);
    c.pass(5000);
    c.call(506);
    c.pass(5000);
    c.forget();
    c.call(507);
    expect(c.call(501, start16)).toBe(400);
    c.pass(3000);
    expect(c.last(722)).toBe("nfc-1");
  });
});

describe("offline operation", () => {
  it.each([
    [16, 3, 16],
    [6, 3, 6],
    [0, 2, 0],
  ])("cut off for two pulse intervals it charges with its offline current %d A", (offlineCurrentA, mode, amps) => {
    const c = charging({ offlineCurrentA });
    c.give({ kind: "disconnected" });
    c.pass(359_000, 1000);
    expect([c.state.mode, c.state.offlineOperation]).toEqual([3, false]);
    c.pass(30_000);
    expect([c.state.mode, c.state.allocation?.currentA ?? 0]).toEqual([mode, amps]);
    c.forget();
    c.connect();
    expect([c.state.mode, c.last(710), c.state.allocation]).toEqual([2, "2", null]);
  });

  it("a Go that gets no ping reply for 120 s goes to offline operation, and back with the reply", () => {
    const c = charger({ deviceId: "ZAP000042" });
    c.connect();
    expect(c.outputs).toContainEqual({ kind: "pulse", ping: true });
    c.pass(119_000, 1000);
    expect(c.last(1)).toBeUndefined();
    c.pass(2000);
    expect(c.last(1)).toBe("1");
    expect(c.call(1)).toBe(200);
    expect(c.last(1)).toBe("0");
  });

  it("a Go that gets its replies stays in cloud operation", () => {
    const c = charger({ deviceId: "ZAP000042" });
    c.connect();
    for (let i = 0; i < 5; i++) {
      c.call(1);
      c.pass(600_000, 1000);
    }
    expect(c.last(1)).toBeUndefined();
  });
});

describe("settings from the twin", () => {
  it("takes, echoes and reports what it knows, and leaves the rest alone", () => {
    const c = charger();
    c.connect();
    c.forget();
    const settings = { "510": "20", "711": "x", "999": "1", "800": "11111111-2222-3333-4444-555555555555" };
    const out = c.give({ kind: "settings", settings });
    expect(out).toContainEqual({
      kind: "reported",
      settings: { "510": "20", "800": "11111111-2222-3333-4444-555555555555" },
    });
    expect([c.last(510), c.last(711)]).toEqual(["20", undefined]);
    c.plugIn({ maxA: 32 });
    c.call(501, ["32", "4"]);
    c.pass(30_000);
    expect(Math.max(...c.state.meterA)).toBeLessThanOrEqual(20);
  });
});
