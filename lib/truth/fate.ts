import { between, exponential, pick, type Random, randomFrom, uniform } from "../domain/random";
import { car } from "../simulator/charger/car";
import { noFaults, type Speaker } from "./speaker";

export const tags = { accepted: ["nfc-04A1", "nfc-04B2", "nfc-04C3"], denied: "nfc-04FF" } as const;

/** What may befall a charger; each is over after a while, and then nothing befalls it for a while. */
const blows = [
  "cut",
  "longCut",
  "halfOpen",
  "halfOpenThenCut",
  "oneEnd",
  "silence",
  "storm",
  "lag",
  "powerCut",
  "clock",
  "ownRestart",
] as const;
type Blow = (typeof blows)[number];

export interface FateOptions {
  seed: number;
  /** Mean time between the end of one blow and the next, ms. */
  calmMs: number;
  /** Which blows there are; all, if not given. */
  blows?: readonly Blow[];
  /** Whether clocks go wrong. */
  clocks: boolean;
}

/** What happens to one charger, drawn from a seed: cars come and go, links break, clocks go wrong. */
export class Fate {
  readonly #random: Random;
  #carAt: number;
  #blowAt: number;
  #mend: { at: number; act: () => void } | null = null;
  readonly #log: (what: string) => void;

  constructor(
    readonly speaker: Speaker,
    readonly options: FateOptions,
    now: number,
    log: (what: string) => void = () => undefined,
  ) {
    this.#random = randomFrom(`fate/${options.seed}/${speaker.options.book.deviceId}`);
    this.#carAt = now + between(this.#random, 500, 6_000);
    this.#blowAt = now + 5_000 + exponential(this.#random, options.calmMs);
    this.#log = log;
  }

  tick(now: number): void {
    if (now >= this.#carAt) this.#moveCar(now);
    if (this.#mend !== null) {
      if (now < this.#mend.at) return;
      const { act } = this.#mend;
      this.#mend = null;
      act();
      if (this.#mend === null) this.#blowAt = now + 3_000 + exponential(this.#random, this.options.calmMs);
    } else if (now >= this.#blowAt) this.#strike(now);
  }

  #moveCar(now: number): void {
    const { speaker } = this;
    const random = this.#random;
    if (speaker.state.car) {
      speaker.input({ kind: "unplug" }, now);
      // Often the next car comes at once.
      this.#carAt = now + (uniform(random) < 0.5 ? between(random, 300, 2_000) : between(random, 3_000, 15_000));
      return;
    }
    const full = uniform(random) < 0.2;
    const phases = uniform(random) < 0.3 ? 1 : 3;
    const shown = uniform(random);
    const tag =
      shown < 0.55 ? pick(random, tags.accepted as unknown as [string, ...string[]]) : shown < 0.7 ? tags.denied : null;
    speaker.input(
      {
        kind: "plugIn",
        car: car({ phases, maxA: phases === 1 ? 32 : 16, soc: full ? 0.985 : 0.2, batteryKwh: 40 }),
        tag,
      },
      now,
    );
    this.#carAt = now + between(random, 12_000, 60_000);
  }

  #after(now: number, low: number, high: number, act: () => void): void {
    this.#mend = { at: now + between(this.#random, low, high), act };
  }

  #strike(now: number): void {
    const random = this.#random;
    const list = (this.options.blows ?? blows).filter((blow) => blow !== "clock" || this.options.clocks);
    const blow = pick(random, list as [Blow, ...Blow[]]);
    // A clock that is set while nothing is heard of it leaves no sign of which of the two clocks said what.
    if ((blow === "clock" || blow === "powerCut") && !this.speaker.connected) {
      this.#blowAt = now + 1_000;
      return;
    }
    this.#log(blow);
    const { speaker } = this;
    const { relay, book } = speaker.options;
    switch (blow) {
      case "cut":
      case "longCut":
        speaker.away = true;
        speaker.cut(true);
        this.#after(now, blow === "cut" ? 200 : 8_000, blow === "cut" ? 4_000 : 30_000, () => {
          speaker.away = false;
        });
        return;
      case "halfOpen":
      case "halfOpenThenCut":
        relay.hold();
        book.link.hold(now);
        this.#after(now, 2_000, 30_000, () => {
          if (blow === "halfOpenThenCut") speaker.cut(true);
          else relay.release();
          book.link.release(Date.now());
        });
        return;
      case "oneEnd":
        speaker.cut(false);
        this.#after(now, 2_000, 10_000, () => undefined);
        return;
      case "silence":
        speaker.silent = true;
        this.#after(now, 2_000, 25_000, () => {
          speaker.silent = false;
          book.link.disturb(Date.now());
        });
        return;
      case "storm":
        speaker.faults = { delayed: 0.25, delayMs: 12_000, doubled: 0.3, copied: 0.3, copyMs: 30_000, garbled: 0.1 };
        book.link.disturb(now);
        this.#after(now, 8_000, 20_000, () => {
          speaker.faults = noFaults;
          book.link.disturb(Date.now());
        });
        return;
      case "lag":
        relay.delay(between(random, 200, 2_500));
        book.link.disturb(now);
        this.#after(now, 5_000, 15_000, () => relay.delay(0));
        return;
      case "powerCut":
        this.#powerCut(now);
        return;
      case "ownRestart":
        speaker.input({ kind: "method", rid: "", method: "102", body: "null" }, now);
        this.#after(now, 12_000, 15_000, () => undefined);
        return;
      case "clock":
        this.#stepClock(now);
    }
  }

  /** A restart after which the clock goes on from its last saved time, or begins at 1970 until the network sets it. */
  #powerCut(now: number): void {
    const { speaker } = this;
    const { clock } = speaker.options.book;
    const random = this.#random;
    speaker.input({ kind: "method", rid: "", method: "102", body: "null" }, now);
    const kind = this.options.clocks ? uniform(random) : 1;
    // It goes down a second after it was told to, and is back eight seconds later.
    this.#after(now, 2_000, 6_000, () => {
      const at = Date.now();
      if (kind < 0.3) clock.set(-between(random, 20_000, 110_000), at);
      else if (kind < 0.6) {
        clock.set(-at + between(random, 0, 20_000), at);
        speaker.tellsStart = kind < 0.45;
      }
      this.#after(at, 20_000, 35_000, () => {
        if (kind < 0.6) clock.set(0, Date.now());
      });
    });
  }

  #stepClock(now: number): void {
    const { clock } = this.speaker.options.book;
    const errorMs = pick(this.#random, [60_000, 600_000, -60_000, -90_000, -600_000, 20_000]);
    this.#log(`clock ${errorMs / 1000} s`);
    clock.set(errorMs, now);
    this.#after(now, 25_000, 40_000, () => {
      clock.set(0, Date.now());
      this.#after(Date.now(), 20_000, 30_000, () => undefined);
    });
  }
}
