import { describe, expect, it } from "vitest";
import { charger, noon } from "./test-charger";
import type { Output } from "./turn";

function charging(part: Parameters<typeof charger>[0] = {}, options: Parameters<typeof charger>[1] = {}) {
  const c = charger(part, options);
  c.connect();
  c.plugIn({ batteryKwh: 200, soc: 0.1 });
  c.call(501, ["16", "4"]);
  return c;
}

const pulses = (outputs: readonly Output[]) => outputs.filter((output) => output.kind === "pulse").length;

describe("how often a charger speaks", () => {
  it("pulses every 600 s idle, every 180 s charging, and once at a reconnect", () => {
    const idle = charger();
    idle.connect();
    idle.pass(3_600_000, 1000);
    expect(pulses(idle.outputs)).toBe(1 + 6);
    const busy = charging();
    busy.pass(3_600_000, 1000);
    expect(pulses(busy.outputs)).toBe(1 + 20);
  });

  it("a Pro announces no interval, a Go each time it changes, a special one always its own", () => {
    const pro = charging();
    pro.pass(10_000);
    expect(pro.values(147)).toEqual([]);
    const go = charging({ deviceId: "ZAP000042" });
    go.pass(10_000);
    expect(go.values(147)).toEqual(["600", "180"]);
    const special = charger({ pulseIntervalS: 20 });
    special.connect();
    special.pass(200_000, 1000);
    expect(special.values(147)).toEqual(["20"]);
    expect(pulses(special.outputs)).toBe(1 + 10);
  });

  it("repeats a request that nobody answers after 90, 90, 180, 360 s", () => {
    const c = charger();
    c.connect();
    c.forget();
    c.plugIn();
    c.pass(730_000, 1000);
    const at = c.said(710).map((said) => Math.round((said.at - noon) / 1000));
    expect(at).toEqual([0, 90, 180, 360, 720]);
  });

  it("says power 5 s after it moved, and at once when it falls to 0", () => {
    const c = charging();
    c.pass(30_000);
    c.forget();
    c.call(501, ["8", "4"]);
    const movedAt = c.now();
    c.pass(4500);
    expect(c.values(513)).toEqual([]);
    c.pass(1000);
    expect(c.said(513)).toHaveLength(1);
    expect(c.said(513)[0]?.at).toBeGreaterThanOrEqual(movedAt + 5000);
    expect(c.said(507)).toHaveLength(1);
    c.forget();
    c.call(502);
    expect(c.values(513)).toEqual(["0"]);
  });

  it("says nothing about power that hardly moves", () => {
    const c = charging();
    c.pass(60_000);
    c.forget();
    c.pass(3_600_000, 1000);
    expect(c.values(513)).toEqual([]);
  });

  it("says energy in steps of 0.1 below 1 kWh, 0.2 to 5, 0.5 above; voltages at 0.1", () => {
    const c = charging({}, { speed: 4 });
    c.pass(30 * 60_000);
    const steps = c.said(553).map((said) => Number(said.value));
    expect(Math.max(...steps)).toBeGreaterThan(10);
    for (const [i, kwh] of steps.entries()) {
      const before = steps[i - 1] ?? 0;
      const least = before < 1 ? 0.1 : before < 5 ? 0.2 : 0.5;
      expect(kwh - before).toBeGreaterThanOrEqual(least - 1e-4);
      expect(kwh - before).toBeLessThan(least + 0.05);
    }
    const [boot, session, ...more] = c.said(501);
    expect(boot?.at).toBeLessThan(noon + 1);
    expect(session?.at).toBeCloseTo(c.said(553)[0]?.at ?? 0, -1);
    expect(more).toEqual([]);
  });

  it.each([
    ["ZPR000042", 8],
    ["ZAP000042", 2],
  ])("%s says its signed meter value on the clock while charging: %d times in two hours", (deviceId, times) => {
    const c = charging({ deviceId });
    for (let minute = 0; minute < 120; minute++) {
      c.pass(60_000, 1000);
      c.call(1);
    }
    expect(c.said(554)).toHaveLength(times);
    const first = c.said(554)[0];
    expect(Math.round((first?.at ?? 0) / 1000) % 900).toBe(0);
    const reading = JSON.parse(first?.value?.slice("OCMF|".length) ?? "").RD[0];
    expect(reading.RI).toBe("1-0:1.8.0");
    const idle = charger({ deviceId });
    idle.connect();
    idle.pass(7_200_000, 10_000);
    expect(idle.said(554)).toEqual([]);
  });

  it("says temperatures every 2 min for 10 min after boot, then every 12 hours idle", () => {
    const c = charger();
    c.connect();
    c.pass(10 * 60_000, 1000);
    expect(c.said(201)).toHaveLength(1 + 5);
    c.pass(11 * 3_600_000, 10_000);
    expect(c.said(201)).toHaveLength(1 + 5);
    c.pass(2 * 3_600_000, 10_000);
    expect(c.said(201)).toHaveLength(1 + 5 + 1);
  });
});
