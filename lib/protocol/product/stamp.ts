/** Long enough until the year 2286; a clock before 2001 is filled up with zeros, so that a stamp is found by its place alone. */
const digits = 13;
const arrived = "arrived=";
const dupMark = "&dup=1";
/** `devices/{id}/a/b`: what a charger publishes has its properties in the levels behind these. */
const levels = 4;

export interface Stamp {
  topic: string;
  /** By the gateway's clock: ms. */
  arrivedAt: number;
  /** The charger had marked it as sent before (MQTT's DUP). */
  dup: boolean;
}

/** Where the properties of a topic begin; -1: it has none. */
function propertiesAt(topic: string): number {
  let at = -1;
  for (let level = 0; level < levels; level++) {
    at = topic.indexOf("/", at + 1);
    if (at < 0) return -1;
  }
  return at + 1;
}

/** A topic of as many levels as come before properties, so that they would begin with the next one. */
const isBare = (topic: string) => propertiesAt(topic) < 0 && propertiesAt(`${topic}/`) > 0;

/**
 * Adds to a fleet-side topic when the gateway took the message (ms) and whether the charger marked it as sent before: MQTT 3.1.1
 * has no other place for it. `devices/{id}/a/b/ri=default&arrived=1732638000123&dup=1`; an answer: `...?$rid=1&arrived=...`.
 */
export function stamped(topic: string, arrivedAt: number, dup: boolean): string {
  const at = String(Math.max(0, Math.round(arrivedAt))).padStart(digits, "0");
  const between = propertiesAt(topic) === topic.length ? "" : isBare(topic) ? "/" : "&";
  return `${topic}${between}${arrived}${at}${dup ? dupMark : ""}`;
}

/** Reads what `stamped` added, and takes it off. Null: there is no stamp, which is found out at once. */
export function unstamped(topic: string): Stamp | null {
  const dup = topic.endsWith(dupMark);
  const end = dup ? topic.length - dupMark.length : topic.length;
  const from = end - digits - arrived.length;
  if (from < 1 || !topic.startsWith(arrived, from)) return null;
  const text = topic.slice(end - digits, end);
  if (!/^\d+$/.test(text)) return null;
  const before = topic.slice(0, from - 1);
  const mark = topic[from - 1];
  if (mark !== "&" && !(mark === "/" && isBare(before))) return null;
  return { topic: before, arrivedAt: Number(text), dup };
}

/** A charger's topic without what it may not say itself: `arrived` and `dup` among its properties. */
export function withoutStamp(topic: string): string {
  if (!topic.includes(arrived) && !topic.includes("dup")) return topic;
  const from = propertiesAt(topic);
  if (from < 0) return topic;
  const kept = topic
    .slice(from)
    .split("&")
    .filter((property) => !/^(arrived|dup)(=|$)/.test(property));
  return topic.slice(0, from) + kept.join("&");
}
