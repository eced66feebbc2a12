import type { PresenceWord } from "../../domain/charger/presence";
import type { StateWord } from "../../domain/charger/state";
import en from "../../messages/en.json" with { type: "json" };
import type { Book } from "../book/book";
import { modeName } from "../book/course";
import type { Finding } from "./finding";
import { isHealthy } from "./health";
import { judgePresence } from "./judge-presence";
import { judgeReading, type Memory, type Ruling, untold, wrong } from "./judge-reading";
import { judgeState } from "./judge-session";

/** What stands on a charger's page, as read from it. */
export interface PageText {
  /** "Charging", "Was charging". */
  state: string;
  /** "Online", "Was online". */
  presence: string;
  /** "10.8 kW", its instant in ms, and whether it is marked as old; null: nothing is shown. */
  power: { text: string; at: number; old: boolean } | null;
}

const states: readonly StateWord[] = [
  "charging",
  "waitingForCurrent",
  "waitingForAuthorisation",
  "paused",
  "finished",
  "noCar",
  "unknown",
];
const presences: readonly PresenceWord[] = ["online", "silent", "offline", "unknown"];
const untilNow = { since: null, heardAt: null, reason: "heard" } as const;

/** Watts of a text such as "10.8 kW" or "950 W", and what they were rounded to. */
function wattsOf(text: string): { value: number; rounding: number } | null {
  const [, digits = "", decimals = "", unit] = /^([\d,]+)(?:\.(\d+))?\s*(k?W)/.exec(text) ?? [];
  if (unit === undefined) return null;
  const scale = unit === "kW" ? 1_000 : 1;
  const value = Number(`${digits.replaceAll(",", "")}.${decimals || "0"}`) * scale;
  return { value, rounding: 0.51 * scale * 10 ** -decimals.length };
}

/** A charger's page in English against the world. */
export function judgePage(book: Book, page: PageText, now: number, upMs: number, memory: Memory): Finding[] {
  const found: Finding[] = [];
  const say = (field: string, ruling: Ruling) =>
    found.push({ of: book.deviceId, field: `page ${field}`, at: now, ...ruling });
  const healthy = isHealthy(book, now, upMs);
  const look = { book, now, memory, healthy };
  const presence = presences.find((word) => en.presence[word] === page.presence);
  const wasPresent = presences.some((word) => en.presenceWas[word] === page.presence);
  if (presence === undefined && wasPresent) say("presence", untold);
  else if (presence === undefined) say("presence", wrong("neverSaid", `"${page.presence}" is no presence`));
  else say("presence", judgePresence(book, { word: presence, ...untilNow }, now, upMs));
  const word = states.find((one) => en.state[one] === page.state);
  const past = states.some((one) => en.was[one] === page.state);
  const state = { since: null, limit: null, pausedBy: null, mode: modeName(book.course.now?.mode ?? null) };
  if (word !== undefined) say("state", judgeState({ ...look, live: true }, { ...state, word }));
  else say("state", past ? untold : wrong("neverSaid", `"${page.state}" is no state`));
  const watts = page.power && wattsOf(page.power.text);
  if (page.power && watts) {
    const shown = { value: watts.value, at: page.power.at };
    const { rounding } = watts;
    say("power", judgeReading({ ...look, id: 513, shown, live: !page.power.old, rounding, healthy: false }));
  }
  return found;
}
