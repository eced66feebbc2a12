import { decide, keepCadence, sendPulse } from "./cadence";
import { obey } from "./methods";
import { delays, leaveOffline, plugIn, request, setMode, showTag, unplug } from "./operation";
import { cut, flow } from "./power";
import { takeSettings } from "./settings";
import { sayAllocation, sayStartUp } from "./start-up";
import type { ChargerState, Todo } from "./state";
import { type Input, later, type Output, say, type Turn } from "./turn";

function goDown(s: ChargerState, t: Turn): void {
  s.down = true;
  s.allocation = null;
  s.told = { currentA: 0, phaseId: s.told.phaseId };
  cut(s, t.now);
  s.todo = s.todo.filter((item) => item.what === "completed");
  later(s, { at: t.now + delays.restart, what: "boot" });
  t.out.push({ kind: "gone" });
}

function boot(s: ChargerState, t: Turn): void {
  s.down = false;
  s.startUpDue = true;
  s.bootedAt = t.now;
  s.offlineOperation = false;
  s.pingAskedAt = null;
  s.cadence.powerW = 0;
  s.cadence.powerDueAt = null;
  s.cadence.climateAt = t.now + 120_000;
  if (s.finalStop) s.mode = 5;
  else if (s.mode === 3) s.mode = 2;
  if (s.upgrade === "running") {
    s.firmware = { ...s.spec.latest };
    s.upgrade = null;
  }
  if (s.upgrade === "waiting" && s.mode === 1) later(s, { at: t.now + delays.down, what: "download" });
  if (s.mode === 2) {
    s.cadence.requests = 0;
    s.cadence.requestAt = t.now + 90_000;
    request(s, t);
    if (!s.authorised && s.tagAtHand) later(s, { at: t.now + delays.tag, what: "showTag" });
  }
}

function act(s: ChargerState, t: Turn, todo: Todo): void {
  switch (todo.what) {
    case "confirm":
      sayAllocation(s, t);
      break;
    case "close":
      if (!s.allocation || !s.car || (s.mode !== 2 && s.mode !== 3)) break;
      s.contactor = true;
      setMode(s, t, 3);
      break;
    case "paused":
    case "finish":
      s.allocation = null;
      setMode(s, t, 5);
      break;
    case "showTag":
      showTag(s, t);
      break;
    case "completed":
      say(s, t, 723, todo.record);
      break;
    case "download":
      if (s.upgrade !== "waiting" || s.mode !== 1) break;
      s.upgrade = "running";
      later(s, { at: t.now + delays.download, what: "downloaded" });
      break;
    case "down":
      if (s.upgrade === "running") s.upgrade = "waiting"; // the download is lost with the restart
      goDown(s, t);
      break;
    case "downloaded":
      goDown(s, t);
      break;
    case "boot":
      boot(s, t);
  }
}

/** Does what is due, oldest first, and says whether there was anything. While it is down only booting happens. */
function doDue(s: ChargerState, t: Turn): boolean {
  let any = false;
  for (;;) {
    let due: Todo | null = null;
    for (const item of s.todo) {
      if (item.at <= t.now && (!s.down || item.what === "boot") && (!due || item.at < due.at)) due = item;
    }
    if (!due) return any;
    const done = due;
    s.todo = s.todo.filter((item) => item !== done);
    act(s, t, done);
    any = true;
  }
}

function connected(s: ChargerState, t: Turn): void {
  s.linkUp = true;
  s.linkSince = t.now;
  t.out.push({ kind: "event", level: 30, message: "Connected: 0" });
  sendPulse(s, t);
  if (s.startUpDue) {
    s.startUpDue = false;
    s.offlineOperation = false;
    sayStartUp(s, t);
  } else if (s.offlineOperation) leaveOffline(s, t);
}

function take(s: ChargerState, t: Turn, input: Input): void {
  switch (input.kind) {
    case "tick":
      break;
    case "connected":
      connected(s, t);
      break;
    case "disconnected":
      if (!s.linkUp) break;
      s.linkUp = false;
      s.linkSince = t.now;
      s.pingAskedAt = null;
      break;
    case "method":
      if (s.down) break;
      t.out.push({ kind: "answer", rid: input.rid, status: obey(s, t, input.method, input.body) ? 200 : 400 });
      break;
    case "settings":
      takeSettings(s, t, input.settings);
      break;
    case "plugIn":
      plugIn(s, t, input);
      break;
    case "unplug":
      unplug(s, t);
      break;
    case "showTag":
      s.tagAtHand = input.tag;
      showTag(s, t);
  }
}

const nothing: readonly Output[] = [];

/**
 * One step of a charger: time passes up to `now` (ms of real time), then the input happens. The state is changed in place;
 * what the charger says comes back. Deterministic: the same state, inputs and instants give the same outputs.
 */
export function step(s: ChargerState, input: Input, now: number): readonly Output[] {
  const t: Turn = { now, said: [], out: [] };
  flow(s, now);
  const acted = doDue(s, t);
  take(s, t, input);
  const decided = !s.down && decide(s, t);
  if (acted || decided || input.kind !== "tick") flow(s, now);
  if (!s.down) keepCadence(s, t);
  if (t.said.length > 0) t.out.push({ kind: "observations", said: t.said });
  return t.out.length > 0 ? t.out : nothing;
}
