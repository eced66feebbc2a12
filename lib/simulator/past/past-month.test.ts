import { beforeAll, describe, expect, it } from "vitest";
import { type HistoryRow, ownKinds } from "../../domain/history/row";
import { newCharger } from "../charger/state";
import { demoPast, demoPastDays } from "../demo/demo-past";
import { demoTopology } from "../demo/demo-topology";
import { type PastHour, type PastOptions, pastHours } from "./past-month";

const startedAt = Date.UTC(2026, 10, 27, 21, 40, 12);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The last two weeks of it, with the outage in them. */
const days = 14;
const whole = demoPast(startedAt);
const laterMs = (demoPastDays - days) * dayMs;
const past: PastOptions = {
  ...whole,
  span: { ...whole.span, from: whole.span.from + laterMs },
  outage: { from: whole.outage.from + laterMs, to: whole.outage.to + laterMs },
};

let hours: PastHour[];
let rows: HistoryRow[];
const byName = new Map<string, HistoryRow[]>();
beforeAll(() => {
  hours = [...pastHours(past)];
  rows = hours.flatMap((hour) => hour.rows);
  for (const row of rows)
    for (const name of [row.deviceId, `${row.deviceId} ${row.kind}`]) {
      const list = byName.get(name) ?? [];
      list.push(row);
      byName.set(name, list);
    }
}, 60_000);

const of = (deviceId: string, kind?: number) => byName.get(kind === undefined ? deviceId : `${deviceId} ${kind}`) ?? [];
const ids = past.chargers.map(({ deviceId }) => deviceId);

interface Completed {
  id: string;
  energyKwh: number;
  from: number;
  to: number;
  /** What the meter stood at, kWh. */
  readings: number[];
}

function completedOf(deviceId: string): Completed[] {
  return of(deviceId, 723).map(({ raw }) => {
    const record = JSON.parse(raw ?? "");
    const log = JSON.parse(record.SignedSession.slice("OCMF|".length));
    return {
      id: record.SessionId,
      energyKwh: record.Energy,
      from: Date.parse(record.StartDateTime),
      to: Date.parse(record.EndDateTime),
      readings: log.RD.map(({ RV }: { RV: number }) => RV),
    };
  });
}

/** Of a charger's power, from `from` to `to` (ms), kWh. */
function integralKwh(deviceId: string, from: number, to: number): number {
  const told = of(deviceId, 513).map(({ at, raw }) => ({ at: at / 1_000, powerW: Number(raw) }));
  return told.reduce((sum, { at, powerW }, i) => {
    const ms = Math.min(to, told[i + 1]?.at ?? to) - Math.max(from, at);
    return ms > 0 ? sum + (powerW * ms) / 3_600_000_000 : sum;
  }, 0);
}

const few: PastOptions = { ...past, chargers: past.chargers.filter((_, i) => i % 9 === 0) };
const textOf = (options: PastOptions) => JSON.stringify([...pastHours(options)]);

describe("what chargers told", () => {
  it("is the same for the same options, and another for another seed", () => {
    expect(textOf(few)).toBe(textOf(few));
    expect(textOf({ ...few, seed: 2 })).not.toBe(textOf(few));
  });

  it("comes in hours that follow each other, each in order and within its bounds", () => {
    expect(hours).toHaveLength(days * 24 + 1);
    expect(hours[0]?.from).toBe(past.span.from * 1_000);
    expect(hours.at(-1)?.to).toBe(startedAt * 1_000);
    for (const [i, { from, to, rows: told }] of hours.entries()) {
      if (i > 0) expect(from).toBe(hours[i - 1]?.to);
      expect(told.every(({ at }) => at >= from && at < to)).toBe(true);
      expect(told.every(({ at }, n) => n === 0 || at >= (told[n - 1]?.at ?? 0))).toBe(true);
      expect(told.length).toBeLessThan(20_000);
    }
  });

  it("names each thing once, and nothing arrives before it is said", () => {
    const names = new Set(rows.map(({ deviceId, kind, epoch, ownAt }) => `${deviceId} ${kind} ${epoch} ${ownAt}`));
    expect(names.size).toBe(rows.length);
    expect(rows.every(({ at, ownAt, arrivedAt }) => ownAt === at && arrivedAt >= at)).toBe(true);
  });
});

describe("sessions", () => {
  it("are completed at each charger, last hours, and do not overlap", () => {
    for (const id of ids) {
      const completed = completedOf(id);
      expect(completed.length, id).toBeGreaterThan(0);
      for (const [i, { from, to }] of completed.entries()) {
        expect(to - from).toBeGreaterThanOrEqual(4 * hourMs - 1);
        expect(to - from).toBeLessThanOrEqual(8 * hourMs + 1);
        expect(from).toBeGreaterThan(completed[i - 1]?.to ?? 0);
      }
    }
  });

  it("have the energy that was told meanwhile, that the meter counted, and that the power makes", () => {
    for (const id of ids)
      for (const { from, to, energyKwh, readings } of completedOf(id)) {
        const told = of(id, 553).filter(({ at }) => at >= from * 1_000 && at <= to * 1_000);
        expect(energyKwh - Number(told.at(-1)?.raw ?? 0), id).toBeLessThan(0.6);
        expect(energyKwh - Number(told.at(-1)?.raw ?? 0), id).toBeGreaterThanOrEqual(-0.001);
        expect((readings.at(-1) ?? 0) - (readings[0] ?? 0), id).toBeCloseTo(energyKwh, 2);
        expect(Math.abs(integralKwh(id, from, to) - energyKwh), id).toBeLessThan(0.03 * energyKwh + 0.05);
      }
  });

  it("let the meter count on, up to where the simulator begins", () => {
    for (const spec of past.chargers) {
      const readings = completedOf(spec.deviceId).flatMap((each) => each.readings);
      expect(readings.every((kwh, i) => kwh >= (readings[i - 1] ?? 0))).toBe(true);
      const { registerKwh, session } = newCharger(spec, startedAt, { seed: past.seed });
      expect(readings.at(-1)).toBeLessThanOrEqual((session?.startKwh ?? registerKwh) + 0.001);
    }
  });

  it("that the simulator finds have begun as it tells them, with nearly its energy", () => {
    for (const spec of past.chargers) {
      const { session } = newCharger(spec, startedAt, { seed: past.seed });
      const last = of(spec.deviceId, 721).at(-1);
      const { scene } = spec;
      const mode = of(spec.deviceId, 710).at(-1)?.raw;
      if (!("energyKwh" in scene)) {
        expect(mode, spec.deviceId).toBe("1");
        continue;
      }
      expect(last?.raw, spec.deviceId).toBe(session?.id);
      expect(Math.abs((last?.at ?? 0) / 1_000 - (session?.startedAt ?? 0))).toBeLessThan(1_000);
      expect(mode, spec.deviceId).toBe(scene.kind === "charging" ? "3" : "5");
      const told = Number(of(spec.deviceId, 553).at(-1)?.raw);
      expect(told, spec.deviceId).toBeLessThan(scene.energyKwh + 1);
      expect(told, spec.deviceId).toBeGreaterThan(scene.energyKwh * 0.9 - 1);
    }
  });

  it("follow the week: offices by day, flats in the evening", () => {
    const begins = (prefix: string) =>
      ids
        .filter((id) => id.startsWith(prefix))
        .flatMap(completedOf)
        .map(({ from }) => new Date(from + hourMs));
    const share = (dates: Date[], is: (date: Date) => boolean) => dates.filter(is).length / dates.length;
    const isWeekday = (date: Date) => date.getUTCDay() % 6 !== 0;
    const offices = begins("ZPR");
    expect(share(offices, isWeekday)).toBeGreaterThan(0.9);
    expect(share(offices.filter(isWeekday), (date) => date.getUTCHours() >= 7 && date.getUTCHours() < 10)).toBe(1);
    const flats = begins("ZAP");
    expect(share(flats, isWeekday)).toBeLessThan(0.9);
    expect(share(flats.filter(isWeekday), (date) => date.getUTCHours() >= 16)).toBe(1);
  });

  it("take no more than their circuits carry", () => {
    const faults: string[] = [];
    for (const { id, fuseA } of demoTopology.circuits) {
      const on = demoTopology.chargers.filter(({ circuitId }) => circuitId === id).map(({ deviceId }) => deviceId);
      const drawn = new Map<string, number>();
      // In the last hours scenes have what they have.
      const told = rows.filter(
        ({ deviceId, kind, at }) => on.includes(deviceId) && kind === 507 && at < (startedAt - 8 * hourMs) * 1_000,
      );
      for (const { deviceId, raw, at } of told) {
        drawn.set(deviceId, Number(raw));
        const sum = [...drawn.values()].reduce((a, b) => a + b, 0);
        if (sum > fuseA) faults.push(`${id} ${sum} at ${at}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe("connections", () => {
  it("are lost at some chargers for hours, and what was said then comes when they are back", () => {
    const lost = ids.flatMap((id) => {
      const presence = of(id, ownKinds.presence);
      expect(presence.map(({ raw }) => raw)).toEqual(presence.map((_, i) => (i % 2 === 0 ? "online" : "offline")));
      return presence.flatMap(({ raw, at }, i) => {
        const back = presence[i + 1]?.at;
        return raw === "offline" && back !== undefined ? [{ id, from: at, to: back }] : [];
      });
    });
    expect(lost.filter(({ from, to }) => to - from >= hourMs * 1_000).length).toBeGreaterThan(10);
    const said = lost.flatMap(({ id, from, to }) =>
      of(id)
        .filter(({ kind, at }) => kind > ownKinds.presence && at > from && at < to)
        .map(({ arrivedAt }) => arrivedAt - to),
    );
    expect(said.length).toBeGreaterThan(50);
    expect(Math.min(...said)).toBeGreaterThanOrEqual(0);
  });

  it("of the dashboard was lost once", () => {
    const { from, to } = past.outage;
    const said = rows.filter(({ at, kind }) => at >= from * 1_000 && at < to * 1_000 && kind > ownKinds.presence);
    expect(said.length).toBeGreaterThan(10);
    expect(said.every(({ arrivedAt }) => arrivedAt >= to * 1_000)).toBe(true);
    expect(from).toBeGreaterThan(past.span.from + dayMs);
  });

  it("of the faulty charger are lost most often, and it restarts", () => {
    const [faulty] = past.chargers.filter(({ warnings }) => warnings !== 0);
    const starts = of(faulty?.deviceId ?? "", 804).map(({ raw }) => raw);
    expect(starts.length).toBeGreaterThan(1);
    const lossesOf = (id: string) => of(id, ownKinds.presence).filter(({ raw }) => raw === "offline").length;
    expect(Math.max(...ids.map(lossesOf))).toBe(lossesOf(faulty?.deviceId ?? ""));
    expect(new Set(starts)).toEqual(new Set([String(faulty?.warnings)]));
  });
});
