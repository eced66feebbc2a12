import type { ChargerMode, StateWord } from "../../domain/charger/state";
import { type Message, type Word, wasAcknowledged } from "./message";

/** A session as the charger has told it. */
export interface TrueSession {
  id: string;
  /** Every 721 with this id: its instant is the session's start. */
  starts: Word[];
  /** Every 722 within it. */
  tags: Word[];
  /** Every 553 within it. */
  energies: Word[];
}

/** What follows from all that a charger has said up to a message. */
export interface Step {
  message: Message;
  mode: number | null;
  /** The words that are true of it: mostly one. */
  states: readonly StateWord[];
  session: TrueSession | null;
}

const ids = { authenticationRequired: 120, energy: 553, mode: 710, finalStop: 718, session: 721, tag: 722 };
const derivedFrom = new Set([120, 710, 718, 721, 722]);

/**
 * A charger's states and sessions in their sequence (wire.md, section 6): 721 begins a session, 722 is its tag, 710 = 1 ends it with
 * both and with its energy.
 */
export class Course {
  readonly steps: Step[] = [];
  readonly sessions = new Map<string, TrueSession>();
  #required: boolean | null = null;
  #mode: number | null = null;
  #finalStop: boolean | null = null;
  #session: TrueSession | null = null;
  #resumed = false;
  /** Messages that speak of it since the newest start-up, which says everything anew. */
  #open: Message[] = [];

  constructor(readonly accepts: (tag: string) => boolean) {}

  take(message: Message): void {
    for (const word of message.words) this.#takeWord(word);
    if (message.startUp) this.#open = [];
    if (!message.words.some(({ id }) => derivedFrom.has(id))) return;
    this.#open.push(message);
    this.steps.push({ message, mode: this.#mode, states: this.#states(), session: this.#session });
  }

  get now(): Step | null {
    return this.steps.at(-1) ?? null;
  }

  /** Whether all that `now` follows from had been acknowledged at an instant. */
  isSettled(at: number): boolean {
    this.#open = this.#open.filter(
      (message, index) => index === this.#open.length - 1 || !wasAcknowledged(message, at),
    );
    return this.#open.length > 0 && this.#open.every((message) => wasAcknowledged(message, at));
  }

  /** The steps that a page may be showing at an instant: none older than the newest that had then been acknowledged. */
  possibleAt(at: number): readonly Step[] {
    const newest = this.steps.findLastIndex(({ message }) => wasAcknowledged(message, at));
    return this.steps.slice(Math.max(0, newest));
  }

  /** The accepted tag of a session; null: none. */
  tagOf(session: TrueSession): string | null {
    const tag = session.tags.at(-1)?.value;
    return tag && this.accepts(tag) ? tag : null;
  }

  #takeWord(word: Word): void {
    const { id, value } = word;
    if (id === ids.authenticationRequired) this.#required = flag(value);
    else if (id === ids.mode) {
      this.#mode = value === null ? null : Number(value);
      if (this.#mode === 1) this.#session = null;
    } else if (id === ids.finalStop) {
      if (this.#finalStop === true && flag(value) === false) this.#resumed = true;
      this.#finalStop = flag(value);
    } else if (id === ids.session && value) this.#begin(value, word);
    else if (id === ids.tag && value && this.#session) {
      this.#session.tags.push(word);
      this.#resumed = false;
    } else if (id === ids.energy && value !== null) this.#session?.energies.push(word);
  }

  #begin(id: string, word: Word): void {
    const known = this.sessions.get(id);
    const session = known ?? { id, starts: [], tags: [], energies: [] };
    session.starts.push(word);
    if (session !== this.#session) this.#resumed = false;
    this.#session = session;
    this.sessions.set(id, session);
  }

  #states(): readonly StateWord[] {
    if (this.#mode === 1) return ["noCar"];
    if (this.#mode === 3) return ["charging"];
    if (this.#mode === 5) return [this.#finalStop === null ? "unknown" : this.#finalStop ? "paused" : "finished"];
    if (this.#mode !== 2) return ["unknown"];
    if (this.#required !== true) return ["waitingForCurrent"];
    const accepted = this.#session !== null && this.tagOf(this.#session) !== null;
    if (!accepted) return ["waitingForAuthorisation"];
    // After a resume the tag is to be accepted anew, and it is known already: both may be said.
    return this.#resumed ? ["waitingForCurrent", "waitingForAuthorisation"] : ["waitingForCurrent"];
  }
}

const modeNames: Readonly<Record<number, ChargerMode>> = {
  1: "disconnected",
  2: "requesting",
  3: "charging",
  5: "finished",
};

/** What the product has to call a mode. */
export const modeName = (mode: number | null): ChargerMode | null =>
  mode === null ? null : (modeNames[mode] ?? "unknown");

const flag = (value: string | null): boolean | null => (value === null ? null : value === "1");
