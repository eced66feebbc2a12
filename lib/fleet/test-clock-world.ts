import type { HistoryRow } from "../domain/history/row";
import { between, exponential, pick, type Random, randomFrom, uniform } from "../domain/random";
import type { Message as Told } from "../protocol/message";
import { zaptec } from "../protocol/zaptec/zaptec";
import { car } from "../simulator/charger/car";
import { step } from "../simulator/charger/charger";
import { withDefaults } from "../simulator/charger/spec";
import { type ChargerState, newCharger } from "../simulator/charger/state";
import type { Input, Output, Said } from "../simulator/charger/turn";
import { encodeObservations, pulsePayload, telemetryTopic } from "../simulator/charger/wire-out";
import { Book } from "../truth/book/book";
import type { Message, Word } from "../truth/book/message";
import type { Finding } from "../truth/judge/finding";
import { judgeCharger } from "../truth/judge/judge-charger";
import { newMemory } from "../truth/judge/judge-reading";
import { apply } from "./apply";
import { takeChange } from "./state/change";
import { derivedOf, derivedSchema } from "./state/derived";
import { TestFleet, t0 } from "./test-fleet";

const deviceId = "ZPR950001";
const accepted = ["nfc-04A1", "nfc-04B2"] as const;
const blows = [
  "cut",
  "half-open",
  "storm",
  "lag",
  "restart",
  "power cut",
  "clock",
  "clock",
  "clock and cut",
  "full disk",
  "dashboard",
] as const;
/** What makes messages come again, where clocks are right. */
const blowsOfAgain = ["cut", "restart", "dashboard", "gateway"] as const;
const isAccepted = (tag: string): boolean => (accepted as readonly string[]).includes(tag);
const stepMs = 50;
const mostDelivered = 40;
const mostOnWay = 16;
const report: Input = { kind: "method", rid: "r", method: "503", body: "null" };

/** What is on its way: bytes, and when the gateway gets them. */
interface Letter {
  at: number;
  message: Message | null;
  payload: string;
  dup: boolean;
}

/**
 * One charger, its link and its clock in virtual time, and the fleet that hears it: cars come and go, the link breaks, is held up, lags
 * and reorders, the clock is set and the charger restarts, all drawn from a seed. Every half second the judge of the truth test looks.
 */
export class ClockWorld {
  fleet = newFleet();
  readonly lies: (Finding & { story: string[] })[] = [];
  /** What reached the gateway, in order, for people. */
  readonly log: string[] = [];
  comparisons = 0;
  /** What history was told, in order. */
  readonly history: HistoryRow[] = [];
  readonly #book = new Book(deviceId, "RST", isAccepted);
  readonly #random: Random;
  readonly #memory = newMemory();
  readonly #state: ChargerState;
  readonly #letters: Letter[] = [];
  readonly #waiting: Message[] = [];
  readonly #tasks: { at: number; act: () => void }[] = [];
  #now = t0;
  #up = false;
  #heldUntil = 0;
  #lagMs = 0;
  #storm = false;
  /** The gateway has no room: what it did not take it takes on the next connection, in order. */
  #refuses = false;
  readonly #refused: Message[] = [];
  #freeAt = 0;
  #chatterAt = 0;
  #blow: { at: number; after: (() => void) | null } = { at: t0 + 20_000, after: null };
  #carAt = t0 + 3_000;
  /** What the gateway took on this connection: of the last of it the charger may not have heard. */
  #taken: Message[] = [];
  /** What came last, as it came: its gateway may not have heard that the dashboard has it. */
  readonly #delivered: { told: Told; dup: boolean; at: number }[] = [];

  /**
   * `again`: gateway and dashboard restart, and what was not acknowledged comes once more: from the gateway as it came, from the charger
   * without a mark; on each connection it is asked for a report, which tells a start. Its clock is right then.
   */
  constructor(
    seed: number,
    readonly again = false,
  ) {
    this.#random = randomFrom(`clock-world/${seed}`);
    const spec = withDefaults({ deviceId, rotation: "RST", authenticationRequired: seed % 2 === 0, pulseIntervalS: 3 });
    this.#state = newCharger(spec, t0, { seed, speed: 10 });
    this.fleet.broker(true);
    this.#connectAt(t0 + 500);
  }

  run(ms: number): void {
    const until = this.#now + ms;
    for (let lookAt = this.#now; this.#now < until; this.#now += stepMs) {
      const now = this.#now;
      for (const task of this.#tasks.filter(({ at }) => at <= now)) {
        this.#tasks.splice(this.#tasks.indexOf(task), 1);
        task.act();
      }
      if (now >= this.#carAt) this.#moveCar();
      if (now >= this.#blow.at) this.#strike();
      this.#input({ kind: "tick" });
      this.#chatter();
      this.#send();
      this.#deliver();
      this.fleet.now = now;
      this.fleet.tick();
      if (now < lookAt) continue;
      lookAt = now + 500;
      this.#look();
    }
  }

  /** Nobody says anything more: what waits for its place is handed on as it stands. */
  end(): void {
    this.fleet.tick(60_000);
    this.history.push(...takeChange(this.fleet.fleet).history);
  }

  /** What is on the charger's side true of all that it has said and that was acknowledged. */
  said(): readonly Word[] {
    return this.#book.messages.flatMap(({ acknowledgedAt, words }) => (acknowledgedAt === null ? [] : words));
  }

  #look(): void {
    this.history.push(...takeChange(this.fleet.fleet).history);
    const found = judgeCharger(this.#book, this.fleet.view(deviceId), this.#now, this.#now - t0, this.#memory);
    this.comparisons += found.length;
    for (const finding of found)
      if (finding.verdict === "false") this.lies.push({ ...finding, story: this.log.slice(-40) });
  }

  #later(ms: number, act: () => void): void {
    this.#tasks.push({ at: this.#now + ms, act });
  }

  #note(what: string): void {
    this.log.push(`${((this.#now - t0) / 1000).toFixed(2)} ${what}`);
  }

  #input(input: Input): void {
    for (const output of step(this.#state, input, this.#now)) this.#take(output);
  }

  #take(output: Output): void {
    if (output.kind === "observations") {
      this.#write(output.said);
      this.#allocate();
    } else if (output.kind === "pulse") this.#post(null, pulsePayload);
    else if (output.kind === "gone") this.#cut(0, 0);
  }

  /** What the load management would do, a moment later. */
  #allocate(): void {
    const { mode, allocation, session } = this.#state;
    if (mode !== 2 || allocation !== null) return;
    const tag = session?.tag ?? null;
    const tell = (method: string, body: string) =>
      this.#later(300, () => this.#up && this.#input({ kind: "method", rid: "r", method, body }));
    if (!this.#state.authorised && tag !== null) tell(isAccepted(tag) ? "601" : "602", "null");
    if (this.#state.authorised) tell("501", JSON.stringify(["16", "4"]));
  }

  #write(said: readonly Said[]): void {
    if (said.length === 0) return;
    this.#waiting.push(this.#book.write(said, this.#now));
  }

  #chatter(): void {
    if (!this.#up || this.#state.down || this.#now < this.#chatterAt) return;
    this.#chatterAt = this.#now + (this.again ? 150 : 1_000) + (this.again ? 300 : 3_000) * uniform(this.#random);
    this.#write([{ id: 809, value: String(40 + Math.floor(uniform(this.#random) * 40)), at: this.#now + 0.999 }]);
  }

  #send(): void {
    if (!this.#up) return;
    for (const message of this.#waiting.splice(0)) {
      // What goes out again says so (MQTT 3.1.1, 3.3.1.1).
      const again = message.sentAt !== null && !this.again;
      message.sentAt ??= this.#now;
      const payload = payloadOf(message);
      const chance = (share: number) => this.#storm && uniform(this.#random) < share;
      this.#post(message, payload, chance(0.25) ? uniform(this.#random) * 12_000 : 0, again);
      if (chance(0.3)) this.#post(null, payload, 0, true);
      if (chance(0.3)) {
        this.#later(uniform(this.#random) * 30_000, () => {
          this.#post(null, payload);
          this.#book.link.disturb(this.#now);
        });
      }
    }
  }

  #post(message: Message | null, payload: string, extraMs = 0, dup = false): void {
    if (!this.#up) return;
    const at = Math.max(this.#now + 10 + this.#lagMs, this.#freeAt, this.#heldUntil) + extraMs;
    if (extraMs === 0) this.#freeAt = at;
    this.#letters.push({ at, message, payload, dup });
    this.#book.link.life(this.#now);
  }

  #deliver(): void {
    const due = this.#letters.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    for (const letter of due) {
      this.#letters.splice(this.#letters.indexOf(letter), 1);
      this.#arrive(letter);
    }
  }

  #arrive({ message, payload, dup }: Letter): void {
    if (payload !== pulsePayload && (this.#refuses || this.#refused.length > 0)) {
      if (message) this.#refused.push(message);
      this.#note("refused");
      return;
    }
    this.fleet.now = this.#now;
    const topic = telemetryTopic(deviceId, "default", this.#state.settings.installationGuid, false);
    const told: Told = zaptec.decode(topic, Buffer.from(payload), this.#now);
    if (payload !== pulsePayload) this.#note(`${dup ? "dup " : message ? "" : "copy "}${words(payload, this.#now)}`);
    this.#tell(told, dup);
    if (message) this.#taken.push(message);
    if (message) message.acknowledgedAt ??= this.#now;
  }

  #tell(told: Told, dup = false): void {
    // What is taken in is given its place.
    this.#delivered.push({ told: structuredClone(told), dup, at: this.#now });
    this.fleet.arrive(told, { dup });
    if (this.#delivered.length > mostDelivered) this.#delivered.shift();
  }

  #tellConnection(connected: boolean): void {
    this.fleet.now = this.#now;
    this.#tell({ kind: "connection", deviceId, connected, at: this.#now });
  }

  #connectAt(at: number): void {
    this.#tasks.push({
      at,
      act: () => {
        if (this.#up || this.#state.down) return this.#state.down ? this.#connectAt(this.#now + 1_000) : undefined;
        this.#up = true;
        this.#taken = [];
        this.#freeAt = this.#now;
        this.#book.link.begin(this.#now);
        this.#book.link.up(this.#now);
        this.#tellConnection(true);
        this.#note("connects");
        this.#input({ kind: "connected" });
        if (this.again) this.#later(2_500, () => this.#up && this.#input(report));
      },
    });
  }

  /** The link is gone for `ms`; the gateway hears of it after `toldMs`. What was not acknowledged goes out again. */
  #cut(ms: number, toldMs: number): void {
    if (this.#up) {
      this.#up = false;
      this.#heldUntil = 0;
      this.#book.link.cut(this.#now, toldMs === 0);
      this.#book.link.flows();
      this.#note("is cut");
      const onWay = this.#letters.splice(0).flatMap(({ message }) => (message === null ? [] : [message]));
      const lost = [...this.#refused.splice(0), ...onWay];
      const unheard = this.again ? this.#taken.slice(-1 - Math.floor(uniform(this.#random) * mostOnWay)) : [];
      this.#waiting.unshift(...unheard, ...lost.filter(({ acknowledgedAt }) => acknowledgedAt === null));
      this.#input({ kind: "disconnected" });
      this.#later(toldMs, () => {
        if (this.#up) return;
        this.#tellConnection(false);
      });
    }
    this.#connectAt(this.#now + Math.max(500, ms));
  }

  #moveCar(): void {
    const random = this.#random;
    if (this.#state.car) {
      this.#input({ kind: "unplug" });
      this.#carAt = this.#now + (uniform(random) < 0.5 ? between(random, 300, 2_000) : between(random, 3_000, 15_000));
      return;
    }
    const tag = uniform(random) < 0.6 ? pick(random, accepted) : uniform(random) < 0.3 ? "nfc-04FF" : null;
    this.#input({ kind: "plugIn", car: car({ phases: 3, maxA: 16, soc: 0.2, batteryKwh: 40 }), tag });
    this.#carAt = this.#now + between(random, 12_000, 60_000);
  }

  #strike(): void {
    const { after } = this.#blow;
    if (after !== null) {
      this.#blow = { at: this.#now + 3_000 + exponential(this.#random, 8_000), after: null };
      after();
      return;
    }
    const random = this.#random;
    const end = (low: number, high: number, act: () => void = () => undefined) => {
      this.#blow = { at: this.#now + between(random, low, high), after: act };
    };
    const { link } = this.#book;
    switch (pick(random, this.again ? blowsOfAgain : blows)) {
      case "cut":
        this.#cut(between(random, 500, 30_000), uniform(random) < 0.5 ? 0 : between(random, 1_000, 20_000));
        end(1_000, 30_000);
        return;
      case "half-open": {
        const ms = between(random, 2_000, 30_000);
        if (!this.#up) return;
        link.hold(this.#now);
        this.#heldUntil = this.#now + ms;
        for (const letter of this.#letters) letter.at = Math.max(letter.at, this.#heldUntil);
        end(ms, ms, () => link.release(this.#now));
        return;
      }
      case "storm":
        this.#storm = true;
        link.disturb(this.#now);
        end(8_000, 20_000, () => {
          this.#storm = false;
          link.disturb(this.#now);
        });
        return;
      case "lag":
        this.#lagMs = between(random, 200, 4_000);
        link.disturb(this.#now);
        end(5_000, 15_000, () => {
          this.#lagMs = 0;
        });
        return;
      case "restart":
        this.#input({ kind: "method", rid: "", method: "102", body: "null" });
        end(12_000, 15_000);
        return;
      case "power cut": {
        this.#input({ kind: "method", rid: "", method: "102", body: "null" });
        const kind = uniform(random);
        end(2_000, 6_000, () => {
          if (kind < 0.4) this.#setClock(-between(random, 20_000, 110_000));
          else if (kind < 0.7) this.#setClock(-this.#now + between(random, 0, 20_000));
          end(25_000, 40_000, () => {
            this.#setClock(0);
            end(25_000, 40_000);
          });
        });
        return;
      }
      case "full disk":
        this.#refuses = true;
        link.disturb(this.#now);
        end(2_000, 25_000, () => {
          this.#refuses = false;
          this.#cut(500, 0);
        });
        return;
      case "gateway":
        this.#restartGateway();
        end(0, 3_000);
        return;
      case "dashboard":
        this.#restartDashboard();
        end(0, 5_000);
        return;
      case "clock":
      case "clock and cut":
        this.#setClock(pick(random, [60_000, 600_000, -60_000, -90_000, -600_000, 20_000]));
        end(25_000, 60_000, () => {
          this.#setClock(0);
          if (uniform(random) < 0.5) this.#cut(between(random, 2_000, 15_000), 0);
          end(25_000, 40_000);
        });
        return;
    }
  }

  /** It is back at once, with what it had stored. */
  #restartDashboard(): void {
    const charger = this.fleet.fleet.chargers.get(deviceId);
    if (charger === undefined) return;
    this.#note("the dashboard restarts");
    this.history.push(...takeChange(this.fleet.fleet).history);
    const { heardAt } = charger;
    const observations = [...charger.observations.values()].map((each) => ({ ...each }));
    const derived = derivedSchema.parse(JSON.parse(JSON.stringify(derivedOf(charger))));
    this.fleet = newFleet();
    this.fleet.now = this.#now;
    apply(this.fleet.fleet, { kind: "restored", deviceId, heardAt, observations, derived }, this.#now);
    if (this.again) this.#deliverAgain();
    const { connected, connectionAt } = charger;
    if (connected !== null) this.fleet.connection(connected, { retained: true, backlog: true }, connectionAt, deviceId);
    this.fleet.broker(true);
    this.#book.link.disturb(this.#now);
  }

  /** What it has delivered last it delivers again, and chargers have not heard that it took what they said last. */
  #restartGateway(): void {
    this.#note("the gateway restarts");
    this.#cut(between(this.#random, 500, 6_000), 0);
    this.fleet.broker(false);
    this.#deliverAgain();
    this.fleet.broker(true);
  }

  #deliverAgain(): void {
    const most = Math.floor(uniform(this.#random) * mostDelivered);
    for (const { told, dup, at } of this.#delivered.slice(-1 - most)) {
      this.fleet.now = at;
      this.fleet.arrive(structuredClone(told), { dup, backlog: true, timed: true });
    }
    this.fleet.now = this.#now;
  }

  #setClock(errorMs: number): void {
    this.#book.clock.set(errorMs, this.#now);
    this.#note(`clock is wrong by ${(errorMs / 1000).toFixed(0)} s`);
  }
}

const newFleet = () => new TestFleet([deviceId], { authorisation: { kind: "tags", tags: [...accepted] } });

const payloadOf = (message: Message): string => {
  const [payload] = encodeObservations(message.words.map(({ id, value, ownAt }) => ({ id, value, at: ownAt })));
  return payload ?? "";
};

/** A message for people: own time less arrival in s, and what it says. */
function words(payload: string, now: number): string {
  const { Observations: all } = JSON.parse(payload) as {
    Observations: { ObservedAt: string; ObservationId: number; Value?: string }[];
  };
  const skew = (at: string) => ((Date.parse(at) - now) / 1000).toFixed(1);
  return all
    .slice(0, 6)
    .map(({ ObservedAt, ObservationId, Value }) => `[${skew(ObservedAt)}] ${ObservationId}=${Value?.slice(0, 12)}`)
    .join(" ");
}
