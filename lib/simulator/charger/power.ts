import { leastCurrentA } from "../../domain/electrical/least-current";
import { uniform } from "../../domain/random";
import { charge, wantedA } from "./car";
import { flowOf, linesOf, voltagesAt } from "./grid";
import type { ChargerState } from "./state";

const rampAPerS = 3;
/** A car stays a little below what it is offered. */
const margin = 0.985;

/** What the charger offers its car now, A per phase; 0: nothing may flow. */
export function offeredA(s: ChargerState): number {
  if (s.down || !s.contactor || s.mode !== 3 || !s.allocation) return 0;
  const offer = Math.min(s.allocation.currentA, s.settings.maxCurrentA);
  return offer < leastCurrentA ? 0 : offer;
}

/**
 * Lets time pass since the last step: the power until now goes into the meter and the battery, then the currents become
 * what allocation, car and taper allow. Down at once, up by a ramp.
 */
export function flow(s: ChargerState, now: number): void {
  const seconds = (Math.max(0, now - s.steppedAt) / 1000) * s.speed;
  s.steppedAt = Math.max(now, s.steppedAt);
  if (s.powerW > 0 && s.car) {
    const energyKwh = (s.powerW * seconds) / 3_600_000;
    s.registerKwh += energyKwh;
    charge(s.car, energyKwh);
  }
  const offer = offeredA(s);
  const wanted = s.car && offer > 0 ? Math.min(offer * margin, wantedA(s.car)) : 0;
  if (wanted === 0 && s.drawA === 0) return;
  const ramped = Math.min(wanted, s.drawA + rampAPerS * seconds);
  s.drawA = ramped;
  draw(s, ramped * (1 - 0.004 * uniform(s.random)), now);
}

/** Current stops this instant: the contactor is open. */
export function cut(s: ChargerState, now: number): void {
  s.contactor = false;
  s.drawA = 0;
  if (s.powerW !== 0 || s.meterA.some((a) => a !== 0)) draw(s, 0, now);
}

function draw(s: ChargerState, amps: number, now: number): void {
  const phaseId = s.allocation?.phaseId ?? s.told.phaseId;
  const way = flowOf(s.spec.networkType, phaseId, s.car?.phases ?? 1, s.settings.maxPhases);
  const lines = linesOf(s.spec.rotation);
  s.powerW = 0;
  for (const n of [0, 1, 2] as const) {
    const terminal = amps * way.terminals[n];
    s.grid.lineA[lines[n]] += terminal - s.terminalA[n];
    s.terminalA[n] = terminal;
    s.meterA[n] = amps * way.meters[n];
  }
  measureVoltage(s, now);
  for (const n of [0, 1, 2] as const) s.powerW += s.meterA[n] * s.voltageV[n];
}

export function measureVoltage(s: ChargerState, now: number): void {
  s.voltageV = voltagesAt(s.grid, s.spec.networkType, s.spec.rotation, s.meterA, now);
}

/** Energy of the session so far, kWh; 0 without one. */
export function sessionKwh(s: ChargerState): number {
  return s.session ? s.registerKwh - s.session.startKwh : 0;
}
