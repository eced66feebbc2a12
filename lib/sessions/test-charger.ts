import type { SessionRecord } from "../domain/charger/completed-session";
import type { ObservationKey } from "../domain/charger/observation";
import type { Command } from "../domain/command/command";
import { sessionsOf } from "./sessions";
import type { Session, SessionInput, Told, ToldRecord } from "./types";

/** A Monday morning; all tests count from here. */
const t0 = Date.UTC(2026, 2, 2, 8);
const minuteMs = 60_000;
/** Minutes after `t0`, ms. */
export const min = (minutes: number): number => t0 + minutes * minuteMs;

type Values = { readonly [key in ObservationKey]?: Told["value"] };
interface Clock {
  epoch?: number;
  /** The charger's clock less ours, ms. */
  offsetMs?: number;
}

/** What a charger told, written as a story: each line at so many minutes. */
export class TestCharger {
  private readonly told = new Map<ObservationKey, Told[]>();
  private readonly records: ToldRecord[] = [];
  private readonly commands: Command[] = [];
  private more: Partial<SessionInput> = {};

  say(minutes: number, values: Values, { epoch = 1, offsetMs = 0 }: Clock = {}): this {
    const at = min(minutes);
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const list = this.told.get(key) ?? [];
      this.told.set(key, [...list, { at, ownAt: at + offsetMs, epoch, value }]);
    }
    return this;
  }

  record(minutes: number, record: Partial<SessionRecord>, { epoch = 1, offsetMs = 0 }: Clock = {}): this {
    const at = min(minutes);
    const all = {
      id: "a",
      energyKwh: null,
      startedAt: null,
      endedAt: null,
      tag: null,
      hadSetClock: true,
      signedReadings: null,
    };
    this.records.push({ at, ownAt: at + offsetMs, epoch, record: { ...all, ...record } });
    return this;
  }

  command(minutes: number, kind: Command["kind"], stage: "effective" | "rejected" | "noEffect" = "effective"): this {
    const at = min(minutes);
    const step = (name: Command["course"][number]["stage"]) => ({ stage: name, at, reason: null });
    this.commands.push({
      id: `${kind}-${minutes}`,
      deviceId: "ZPR000001",
      kind,
      by: { personId: "p", name: "Ada" },
      idempotencyKey: `${minutes}`,
      course: [step("requested"), step("published"), step(stage)],
      waiting: null,
      deadlineAt: null,
    });
    return this;
  }

  /** Heard in these minutes alone. */
  online(...spans: (readonly [number, number])[]): this {
    this.more = { ...this.more, online: spans.map(([from, to]) => ({ from: min(from), to: min(to) })) };
    return this;
  }

  with(more: Partial<SessionInput>): this {
    this.more = { ...this.more, ...more };
    return this;
  }

  input(): SessionInput {
    return {
      chargerId: "ZPR000001",
      told: this.told,
      records: this.records,
      online: [],
      commands: this.commands,
      ratedA: 32,
      meterKeys: [],
      until: min(100_000),
      ...this.more,
    };
  }

  sessions(): Session[] {
    return sessionsOf(this.input());
  }

  only(): Session {
    const [session, ...others] = this.sessions();
    if (session === undefined || others.length > 0) throw new Error(`${others.length + (session ? 1 : 0)} sessions`);
    return session;
  }
}

/** A charger without a car. */
export const idle = (): TestCharger => new TestCharger().say(-60, { mode: "disconnected", powerW: 0 });

/** It charges session `a` from minute 0 to 60 with 7 kW: 7 kWh. */
export const charged = (): TestCharger =>
  idle()
    .say(0, { sessionId: "a", mode: "requesting", pausedByOrder: false })
    .say(0.5, { tag: "nfc-1", allocatedCurrentA: 16 })
    .say(1, { mode: "charging", powerW: 7_000, sessionEnergyKwh: 0 })
    .say(31, { sessionEnergyKwh: 3.5 })
    .say(61, { sessionEnergyKwh: 7, powerW: 0, mode: "finished" })
    .say(90, { mode: "disconnected", sessionId: null, tag: null, sessionEnergyKwh: null });

const readingTime = (at: number) => `${new Date(at).toISOString().replace(".", ",").replace("Z", "+0000")} S`;

/** A meter's record of a session, unsigned: minute and kWh of each reading. */
export function readings(...told: (readonly [number, number | string])[]): string {
  const RD = told.map(([minutes, kwh], index) => {
    const TX = index === 0 ? "B" : index === told.length - 1 ? "E" : "T";
    return `{"TM":"${readingTime(min(minutes))}","TX":"${TX}","RV":${kwh},"RI":"1-0:1.8.0","RU":"kWh","ST":"G"}`;
  });
  return `OCMF|{"FV":"1.0","GS":"1","PG":"T1","RD":[${RD.join(",")}]}`;
}

/** What a meter tells each quarter-hour. */
export const total = (kwh: number | string): string =>
  `OCMF|{"FV":"1.0","PG":"F1","RD":[{"TM":"1970-01-01T00:00:00,000+0000 U","RV":${kwh},"RI":"1-0:1.8.0","RU":"kWh","ST":"G"}]}`;

export const sum = (quarters: Session["quarters"]): number => (quarters ?? []).reduce((all, { wh }) => all + wh, 0);
