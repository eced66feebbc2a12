import type { DeviceId } from "../../domain/ids";
import type { Rotation } from "../../domain/topology";
import { ChargerClock } from "./charger-clock";
import { Course } from "./course";
import { LinkTruth } from "./link-truth";
import { type Message, type Word, wasAcknowledged } from "./message";

/** A method that reached a charger. */
export interface Receipt {
  at: number;
  rid: string;
  method: string;
  status: number;
  /** The session that the charger was in; null: no car. */
  sessionId: string | null;
}

/** What the charger says: an observation and when it was taken, ms, true. */
export interface Taken {
  id: number;
  value: string | null;
  at: number;
}

const longestLine = 160;

/** All that is true of one charger, written as it happens. */
export class Book {
  readonly messages: Message[] = [];
  readonly words = new Map<number, Word[]>();
  readonly receipts: Receipt[] = [];
  /** When it booted, ms. */
  readonly boots: number[] = [];
  readonly link = new LinkTruth();
  readonly clock: ChargerClock;
  readonly course: Course;

  constructor(
    readonly deviceId: DeviceId,
    readonly rotation: Rotation,
    accepts: (tag: string) => boolean = () => true,
    clockErrorMs = 0,
    /** When the gateway was killed, ms. */
    readonly gatewayKills: readonly number[] = [],
  ) {
    this.course = new Course(accepts);
    this.clock = new ChargerClock(clockErrorMs);
  }

  write(taken: readonly Taken[], now: number): Message {
    const message: Message & { words: Word[] } = {
      order: this.messages.length,
      words: [],
      writtenAt: now,
      sentAt: null,
      acknowledgedAt: null,
      startUp: taken.some(({ id }) => id === 120),
    };
    // What began earlier (721) is told by the clock of now as well; none of them knows an instant before 1970.
    const errorMs = this.clock.errorAt(now);
    for (const { id, value, at } of taken) {
      const word = { id, value, at, ownAt: Math.max(0, at + errorMs), message };
      message.words.push(word);
      const words = this.words.get(id);
      if (words) words.push(word);
      else this.words.set(id, [word]);
    }
    this.messages.push(message);
    this.course.take(message);
    return message;
  }

  /** The newest word of an id that had been acknowledged at an instant. */
  acknowledged(id: number, at: number): Word | null {
    return this.words.get(id)?.findLast(({ message }) => wasAcknowledged(message, at)) ?? null;
  }

  /** The words of an id that may be shown at an instant: the newest that had been acknowledged, and all after it. */
  possible(id: number, at: number): readonly Word[] {
    const words = this.words.get(id) ?? [];
    const from = words.findLastIndex(({ message }) => wasAcknowledged(message, at));
    return words.slice(Math.max(0, from));
  }

  /** The pulse interval that it has announced (147), ms; null: none that was acknowledged. */
  pulseMs(at: number): number | null {
    const value = this.acknowledged(147, at)?.value;
    return value ? Number(value) * 1000 : null;
  }

  /** Its newest messages in words: when each was written, sent, acknowledged, by how much its clock was wrong, and what it says. */
  story(most: number): string[] {
    const time = (at: number | null) => (at === null ? "never" : new Date(at).toISOString().slice(17, 23));
    return this.messages.slice(-most).map(({ writtenAt, sentAt, acknowledgedAt, words }) => {
      const said = words.map(({ id, value }) => `${id}=${value}`).join(" ");
      return `  ${time(writtenAt)} ${time(sentAt)} ${time(acknowledgedAt)} ${this.clock.errorAt(writtenAt)} ${said}`.slice(
        0,
        longestLine,
      );
    });
  }
}
