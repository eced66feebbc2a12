import { parseJson } from "../../domain/json";
import { phaseIdFits } from "./grid";
import { delays, grant, leaveOffline, request, setMode } from "./operation";
import { sayStartUp } from "./start-up";
import type { ChargerState } from "./state";
import { forget, later, sayFlag, type Turn } from "./turn";

/** A method's body: a JSON array of strings or `null`; undefined: neither. An empty body is no JSON. */
function argumentsOf(body: string): readonly string[] | null | undefined {
  const value = parseJson(body);
  if (value === null) return null;
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

type Handler = (s: ChargerState, t: Turn, args: readonly string[] | null) => boolean;

const start: Handler = (s, t, args) => {
  const currentA = Number(args?.[0] || "none");
  const phaseId = Number(args?.[1] || "none");
  if (args?.length !== 2 || !(currentA >= 0 && currentA <= 32)) return false;
  if (!phaseIdFits(s.spec.networkType, phaseId)) return false;
  if (s.settings.standAlone || !s.settings.enabled || s.mode === 1 || s.finalStop) return false;
  if (s.mode === 2 && !s.authorised) return false;
  s.told = { currentA, phaseId };
  later(s, { at: t.now + delays.confirm, what: "confirm" });
  grant(s, t, s.told);
  return true;
};

const stop: Handler = (s, t) => {
  if (s.mode === 1 || s.finalStop) return false;
  s.told = { currentA: 0, phaseId: s.told.phaseId };
  later(s, { at: t.now + delays.confirm, what: "confirm" });
  grant(s, t, s.told);
  return true;
};

const stopFinal: Handler = (s, t) => {
  if (s.mode === 1 || s.finalStop) return false;
  s.finalStop = true;
  sayFlag(s, t, 718, true);
  later(s, { at: t.now + delays.pause, what: "paused" });
  return true;
};

const resume: Handler = (s, t) => {
  if (s.mode !== 5 || !s.finalStop || s.spec.nextScheduleEvent !== "") return false;
  s.finalStop = false;
  forget(s, "paused");
  sayFlag(s, t, 718, false);
  s.authorised = !s.settings.authenticationRequired;
  request(s, t);
  if (!s.authorised) later(s, { at: t.now + delays.tag, what: "showTag" });
  return true;
};

const restart: Handler = (s, t) => {
  later(s, { at: t.now + delays.down, what: "down" });
  return true;
};

const upgrade: Handler = (s, t) => {
  if (s.upgrade) return true;
  s.upgrade = "waiting";
  if (s.mode === 1) later(s, { at: t.now + delays.down, what: "download" });
  return true;
};

const tagAnswer =
  (granted: boolean): Handler =>
  (s, t) => {
    if (!s.session || s.settings.standAlone) return false;
    const before = s.authorised;
    s.authorised = granted;
    if (granted && !before && s.mode === 2) request(s, t);
    if (!granted && s.mode === 3) {
      s.allocation = null;
      setMode(s, t, 2);
    }
    return true;
  };

const pingReply: Handler = (s, t) => {
  s.pingAskedAt = null;
  if (s.offlineOperation) leaveOffline(s, t);
  return true;
};

const report: Handler = (s, t) => {
  sayStartUp(s, t);
  return true;
};

const handlers: Record<string, Handler> = {
  "1": pingReply,
  "102": restart,
  "200": upgrade,
  "501": start,
  "502": stop,
  "503": report,
  "506": stopFinal,
  "507": resume,
  "601": tagAnswer(true),
  "602": tagAnswer(false),
};

/** Does what a method asks and says whether it could: the answer is 200 or 400. */
export function obey(s: ChargerState, t: Turn, method: string, body: string): boolean {
  const args = argumentsOf(body);
  if (args === undefined) return false;
  return handlers[method]?.(s, t, args) ?? false;
}
