import { wantedA } from "./car";
import { meterReading } from "./meter";
import { delays, enterOffline, sayPower, sayVoltages } from "./operation";
import { offeredA, sessionKwh } from "./power";
import { sayClimate } from "./start-up";
import type { ChargerState } from "./state";
import { later, say, sayNumber, type Turn } from "./turn";

const minute = 60_000;
const unansweredMs = 2 * minute;
/** Distances between repeated requests that nobody answers, s. */
const requestS = [90, 90, 180, 360, 720, 1440, 2880];

export function pulseIntervalS(s: ChargerState): number {
  return s.spec.pulseIntervalS ?? (s.mode === 3 ? 180 : 600);
}

/** A step of session energy that is worth saying, kWh. */
export function energyStep(kwh: number): number {
  if (kwh < 1) return 0.1;
  return kwh < 5 ? 0.2 : 0.5;
}

function power(s: ChargerState, t: Turn): void {
  const c = s.cadence;
  if (s.powerW === 0 && c.powerW !== 0) {
    sayPower(s, t);
    return;
  }
  const moved = Math.abs(s.powerW - c.powerW) > (Math.max(s.powerW, c.powerW) > 7000 ? 500 : 200);
  if (moved && c.powerDueAt === null) c.powerDueAt = t.now + 5000;
  if (c.powerDueAt !== null && t.now >= c.powerDueAt) sayPower(s, t);
}

function energy(s: ChargerState, t: Turn): void {
  if (!s.session) return;
  const kwh = sessionKwh(s);
  if (!s.cadence.voltageSaid && kwh >= 0.1) {
    s.cadence.voltageSaid = true;
    sayVoltages(s, t);
  }
  // The meter counts in Wh: rounding up what a float lost keeps a step from being missed by a hair.
  if (kwh - s.cadence.energyKwh < energyStep(s.cadence.energyKwh) - 1e-9) return;
  s.cadence.energyKwh = kwh;
  sayNumber(s, t, 553, kwh);
}

function meter(s: ChargerState, t: Turn): void {
  const everyMs = s.maker === "Go" ? 60 * minute : 15 * minute;
  const due = s.cadence.meterAt;
  if (due !== 0 && t.now < due) return;
  s.cadence.meterAt = (Math.floor(t.now / everyMs) + 1) * everyMs;
  if (due === 0 || s.mode !== 3 || !s.session) return;
  s.session.readings.push({ at: t.now, kwh: s.registerKwh });
  say(s, t, 554, meterReading(s, t.now));
}

function climate(s: ChargerState, t: Turn): void {
  if (t.now < s.cadence.climateAt) return;
  const young = t.now - s.bootedAt < 10 * minute;
  s.cadence.climateAt = t.now + (young ? 2 : s.mode === 3 ? 60 : 720) * minute;
  sayClimate(s, t);
}

function requests(s: ChargerState, t: Turn): void {
  const c = s.cadence;
  if (s.mode !== 2 || s.allocation || t.now < c.requestAt) return;
  c.requests = Math.min(c.requests + 1, requestS.length - 1);
  c.requestAt = t.now + (requestS[c.requests] ?? 2880) * 1000;
  say(s, t, 710, "2");
}

function pulse(s: ChargerState, t: Turn): void {
  const interval = pulseIntervalS(s);
  if (interval !== s.cadence.pulseIntervalS) {
    s.cadence.pulseAt += (interval - s.cadence.pulseIntervalS) * 1000;
    s.cadence.pulseIntervalS = interval;
    if (s.maker === "Go" && !s.startUpDue) say(s, t, 147, String(interval));
  }
  if (s.linkUp && t.now >= s.cadence.pulseAt) sendPulse(s, t);
}

/** A pulse; the Go asks with it whether the other end's logic is alive. */
export function sendPulse(s: ChargerState, t: Turn): void {
  s.cadence.pulseIntervalS = pulseIntervalS(s);
  s.cadence.pulseAt = t.now + s.cadence.pulseIntervalS * 1000;
  const ping = s.maker === "Go";
  if (ping) s.pingAskedAt ??= t.now;
  t.out.push({ kind: "pulse", ping });
}

function goesOffline(s: ChargerState, t: Turn): boolean {
  if (s.offlineOperation) return false;
  const cutOff = !s.linkUp && t.now - s.linkSince > 2000 * pulseIntervalS(s);
  return cutOff || (s.linkUp && s.pingAskedAt !== null && t.now - s.pingAskedAt > unansweredMs);
}

/** What the charger decides by itself; true: it did something, and current may have to change. */
export function decide(s: ChargerState, t: Turn): boolean {
  const full = s.mode === 3 && s.car && offeredA(s) > 0 && wantedA(s.car) === 0;
  if (full && !s.todo.some((item) => item.what === "finish")) later(s, { at: t.now + delays.finish, what: "finish" });
  if (!goesOffline(s, t)) return false;
  enterOffline(s, t);
  return true;
}

/** Says what is due by the rules of sending: on change where it moved enough, or because the time has come. */
export function keepCadence(s: ChargerState, t: Turn): void {
  power(s, t);
  energy(s, t);
  meter(s, t);
  climate(s, t);
  requests(s, t);
  pulse(s, t);
}
