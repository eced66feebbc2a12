import { leastCurrentA } from "../../domain/electrical/least-current";
import { newGuid } from "./guid";
import { completedSession } from "./meter";
import { cut, measureVoltage } from "./power";
import type { Allocation, ChargerState, Mode } from "./state";
import { forget, type Input, later, say, sayFlag, sayNumber, saySince, type Turn } from "./turn";

type PlugIn = Extract<Input, { kind: "plugIn" }>;

/** Real time between a cause and its effect, ms. */
export const delays = {
  confirm: 150,
  close: 1500,
  changePhases: 4000,
  pause: 3000,
  down: 1000,
  restart: 8000,
  download: 12_000,
  tag: 1500,
  completed: 2000,
  finish: 5000,
} as const;

export function setMode(s: ChargerState, t: Turn, mode: Mode): void {
  if (s.mode === mode) return;
  s.mode = mode;
  say(s, t, 710, String(mode));
  s.cadence.requests = 0;
  s.cadence.requestAt = t.now + 90_000;
  if (mode !== 3) stopCurrent(s, t);
}

/** Opens the contactor; power that falls to 0 is said at once. */
function stopCurrent(s: ChargerState, t: Turn): void {
  forget(s, "close", "finish");
  cut(s, t.now);
  if (s.cadence.powerW !== 0 || s.cadence.powerDueAt !== null) sayPower(s, t);
}

export function sayPower(s: ChargerState, t: Turn): void {
  s.cadence.powerW = s.powerW;
  s.cadence.powerDueAt = null;
  sayNumber(s, t, 513, s.powerW);
  for (const n of [0, 1, 2] as const) sayNumber(s, t, 507 + n, s.meterA[n]);
}

export function sayVoltages(s: ChargerState, t: Turn): void {
  measureVoltage(s, t.now);
  for (const n of [0, 1, 2] as const) sayNumber(s, t, 501 + n, s.voltageV[n]);
}

/** Asks for current. A stand-alone charger asks nobody; one in offline operation grants itself its offline current. */
export function request(s: ChargerState, t: Turn): void {
  s.allocation = null;
  setMode(s, t, 2);
  if (!s.authorised || !s.settings.enabled) return;
  const { maxCurrentA, offlineCurrentA, offlinePhase } = s.settings;
  if (s.settings.standAlone) grant(s, t, { currentA: maxCurrentA, phaseId: offlinePhase });
  else if (s.offlineOperation) grant(s, t, { currentA: offlineCurrentA, phaseId: offlinePhase });
}

/** Puts an allocation in force; below the least offer nothing may flow. */
export function grant(s: ChargerState, t: Turn, allocation: Allocation): void {
  const before = s.allocation;
  if (allocation.currentA < leastCurrentA) {
    s.allocation = null;
    if (s.mode === 3) setMode(s, t, 2);
    forget(s, "close");
    return;
  }
  s.allocation = allocation;
  // A newer allocation changes the current, not when the contactor closes.
  const closing = s.todo.some((item) => item.what === "close");
  if (s.mode === 2 && !closing) later(s, { at: t.now + delays.close, what: "close" });
  if (s.mode === 3 && before?.phaseId !== allocation.phaseId) {
    stopCurrent(s, t);
    later(s, { at: t.now + delays.changePhases, what: "close" });
  }
}

export function plugIn(s: ChargerState, t: Turn, { car, tag, sessionId }: PlugIn): void {
  if (s.car) return;
  s.car = { ...car };
  s.tagAtHand = tag;
  // Later than all that was said before it, as every instant of a charger is.
  const startedAt = Math.max(t.now, (s.saidAtUs + 1) / 1000);
  s.session = { id: sessionId ?? newGuid(s.random), startedAt, startKwh: s.registerKwh, readings: [], tag: null };
  s.cadence.energyKwh = 0;
  s.cadence.voltageSaid = false;
  s.authorised = !s.settings.authenticationRequired;
  if (s.down) {
    s.mode = 2;
    return;
  }
  saySince(t, 721, s.session.id, s.session.startedAt);
  request(s, t);
  if (tag && !s.authorised) later(s, { at: t.now + delays.tag, what: "showTag" });
}

/** A driver holds a tag to the charger; without a session or a need for tags nothing comes of it. */
export function showTag(s: ChargerState, t: Turn): void {
  if (!s.session || !s.tagAtHand || s.mode !== 2 || s.down) return;
  s.session.tag = s.tagAtHand;
  say(s, t, 722, s.tagAtHand);
}

export function unplug(s: ChargerState, t: Turn): void {
  const { car, session } = s;
  if (!car) return;
  s.car = null;
  s.session = null;
  s.tagAtHand = null;
  s.allocation = null;
  s.authorised = false;
  forget(s, "showTag", "paused");
  if (s.down) {
    s.mode = 1;
    s.finalStop = false;
    return;
  }
  sayVoltages(s, t);
  setMode(s, t, 1);
  if (s.finalStop) {
    s.finalStop = false;
    sayFlag(s, t, 718, false);
  }
  if (session) {
    s.session = session;
    const record = completedSession(s, session, t.now);
    s.session = null;
    later(s, { at: t.now + delays.completed, what: "completed", record });
  }
  if (s.upgrade === "waiting") later(s, { at: t.now + delays.completed + 1000, what: "download" });
}

/** Cut off for long, or without an answer: from here on the charger decides by its offline current. */
export function enterOffline(s: ChargerState, t: Turn): void {
  s.offlineOperation = true;
  if (s.maker === "Go") sayFlag(s, t, 1, true);
  if (!s.car || !s.authorised || (s.mode !== 2 && s.mode !== 3)) return;
  grant(s, t, { currentA: s.settings.offlineCurrentA, phaseId: s.settings.offlinePhase });
}

/** Back from offline operation: it asks anew. */
export function leaveOffline(s: ChargerState, t: Turn): void {
  s.offlineOperation = false;
  s.pingAskedAt = null;
  if (s.maker === "Go") sayFlag(s, t, 1, false);
  if (s.mode !== 2 && s.mode !== 3) return;
  if (s.mode === 2) say(s, t, 710, "2");
  request(s, t);
}
