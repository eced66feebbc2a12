import { integer } from "../../domain/random";
import type { Car } from "./car";
import { number } from "./numbers";
import type { ChargerState, Todo } from "./state";

/** One observation as the charger says it; `value` null: cleared. `at` in ms with microseconds as fraction. */
export interface Said {
  id: number;
  value: string | null;
  at: number;
}

export type Input =
  | { kind: "tick" }
  | { kind: "connected" }
  | { kind: "disconnected" }
  /** A method call: its number as in the topic, and its body as it came. */
  | { kind: "method"; rid: string; method: string; body: string }
  /** Desired settings from the twin, by observation id. */
  | { kind: "settings"; settings: Readonly<Record<string, unknown>> }
  /** `sessionId`: of a session that is known already; without it, a new one. */
  | { kind: "plugIn"; car: Car; tag: string | null; sessionId?: string }
  | { kind: "unplug" }
  | { kind: "showTag"; tag: string };

export type Output =
  | { kind: "observations"; said: readonly Said[] }
  /** `ping`: with the question whether the other end's logic is alive. */
  | { kind: "pulse"; ping: boolean }
  | { kind: "event"; level: 10 | 20 | 30; message: string }
  | { kind: "answer"; rid: string; status: 200 | 400 }
  | { kind: "reported"; settings: Readonly<Record<string, string>> }
  /** Its connection breaks without a goodbye. */
  | { kind: "gone" };

/** What one step gathers. */
export interface Turn {
  now: number;
  said: Said[];
  out: Output[];
}

/** Each observation is later than the one said before it, by a microsecond at least: readers order by these instants. */
export function say(s: ChargerState, t: Turn, id: number, value: string | null): void {
  s.saidAtUs = Math.max(Math.round(t.now * 1000) + integer(s.random, 500), s.saidAtUs + 1);
  t.said.push({ id, value, at: s.saidAtUs / 1000 });
}

/** Something that has been so since `at`, ms, and is said with that instant. */
export function saySince(t: Turn, id: number, value: string, at: number): void {
  t.said.push({ id, value, at });
}

export function sayNumber(s: ChargerState, t: Turn, id: number, value: number): void {
  say(s, t, id, number(s.maker, value));
}

export function sayFlag(s: ChargerState, t: Turn, id: number, value: boolean): void {
  say(s, t, id, value ? "1" : "0");
}

/** Puts something on the charger's list; one of a kind at most, the newer counts. */
export function later(s: ChargerState, todo: Todo): void {
  forget(s, todo.what);
  s.todo.push(todo);
}

export function forget(s: ChargerState, ...what: Todo["what"][]): void {
  s.todo = s.todo.filter((item) => !what.includes(item.what));
}
