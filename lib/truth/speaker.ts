import type { MqttClient } from "mqtt";
import { randomFrom, uniform } from "../domain/random";
import { step } from "../simulator/charger/charger";
import type { ChargerState } from "../simulator/charger/state";
import type { Input, Output, Said } from "../simulator/charger/turn";
import { encodeEvent, encodeObservations, pulsePayload, telemetryTopic } from "../simulator/charger/wire-out";
import { noAnswer } from "../simulator/fleet/member";
import { deviceSide } from "../simulator/fleet/side";
import type { Transport } from "../simulator/fleet/transport";
import type { Book, Receipt } from "./book/book";
import type { Message } from "./book/message";
import { connectCharger } from "./charger-connection";
import type { Relay } from "./relay";

/** How single messages fare on their way, each a share of all. */
export interface MessageFaults {
  /** Goes out so much later than what was said after it, up to `delayMs`. */
  delayed: number;
  delayMs: number;
  /** Goes out twice, the second marked as a duplicate. */
  doubled: number;
  /** Goes out again much later, up to `copyMs`, as if it were new. */
  copied: number;
  copyMs: number;
  /** Followed by bytes that are none. */
  garbled: number;
}

export const noFaults: MessageFaults = { delayed: 0, delayMs: 0, doubled: 0, copied: 0, copyMs: 0, garbled: 0 };

export interface SpeakerOptions {
  state: ChargerState;
  book: Book;
  relay: Relay;
  transport: Transport;
  seed: number;
  /** Mean time between two words about its signal, so that it is never quiet for long, ms. */
  chatterMs?: number;
  onReceipt(receipt: Receipt): void;
}

const retryMs = 1_000;
const usualChatterMs = 2_500;
const inFlightAtMost = 16;

/** One simulated charger on its connection: writes into its book what it says, and when that was acknowledged. */
export class Speaker {
  faults: MessageFaults = noFaults;
  /** It says nothing more, but keeps its connection; what it takes meanwhile goes out when it speaks again. */
  silent = false;
  /** It does not come back while it is so. */
  away = false;
  /** At its next start-up it leaves out what tells of a start: 811, 820, 821. */
  tellsStart = true;
  readonly #random;
  readonly #waiting: { message: Message; payload: string }[] = [];
  readonly #inFlight = new Set<Message>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #client: MqttClient | null = null;
  #up = false;
  #retryAt = 0;
  #chatterAt = 0;
  #wasDown = false;

  constructor(readonly options: SpeakerOptions) {
    this.#random = randomFrom(`speaker/${options.seed}/${options.book.deviceId}`);
  }

  get state(): Readonly<ChargerState> {
    return this.options.state;
  }

  get connected(): boolean {
    return this.#up;
  }

  /** Lets time pass up to `now`, ms. */
  tick(now: number): void {
    this.input({ kind: "tick" }, now);
    const { state, book } = this.options;
    if (this.#wasDown && !state.down) book.boots.push(now);
    this.#wasDown = state.down;
    if (this.#up && !state.down && now >= this.#chatterAt) {
      this.#chatterAt = now + (this.options.chatterMs ?? usualChatterMs) * (0.6 + 0.8 * uniform(this.#random));
      // After all that it has said in this millisecond.
      this.#write([{ id: 809, value: String(40 + Math.floor(uniform(this.#random) * 40)), at: now + 0.999 }], now);
    }
    this.#flush(now);
    if (this.#client === null && !this.away && !state.down && now >= this.#retryAt) this.#connect(now);
  }

  input(input: Input, now = Date.now()): void {
    for (const output of step(this.options.state, input, now)) this.#say(output, now);
  }

  /** Its end of the connection is gone. `told`: the gateway's as well. */
  cut(told: boolean): void {
    this.options.relay.cut(told ? "both" : "charger");
    this.#down(told);
    this.options.book.link.flows();
  }

  end(): void {
    this.away = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#client?.end(true);
  }

  #say(output: Output, now: number): void {
    switch (output.kind) {
      case "observations":
        this.#write(output.said, now);
        break;
      case "pulse":
        this.#telemetry(pulsePayload, output.ping, now);
        break;
      case "event":
        this.#telemetry(encodeEvent(output), false, now);
        break;
      case "answer":
        if (output.rid !== noAnswer) this.#answer(output.rid, output.status, now);
        break;
      case "gone":
        this.cut(true);
        break;
      case "reported":
        break;
    }
  }

  #topic(ping: boolean): string {
    const { settings, spec } = this.options.state;
    return telemetryTopic(spec.deviceId, settings.routingId, settings.installationGuid, ping);
  }

  #telemetry(payload: string, ping: boolean, now: number): void {
    if (!this.#up || this.silent) return;
    this.#client?.publish(this.#topic(ping), payload, { qos: 0 });
    this.options.book.link.life(now);
  }

  #answer(rid: string, status: number, now: number): void {
    if (!this.#up || this.silent) return;
    this.#client?.publish(deviceSide.answerTopic(rid, status), "null", { qos: 0 });
    this.options.book.link.life(now);
  }

  #write(said: readonly Said[], now: number): void {
    const { book } = this.options;
    const told = this.tellsStart ? said : said.filter(({ id }) => id !== 811 && id !== 820 && id !== 821);
    if (told.length === 0) return;
    const message = book.write(told, now);
    const [payload, ...more] = encodeObservations(
      message.words.map(({ id, value, ownAt }) => ({ id, value, at: ownAt })),
    );
    if (payload === undefined || more.length > 0)
      throw new Error("what a charger says at once does not fit one message");
    this.#waiting.push({ message, payload });
    if (message.startUp) this.tellsStart = true;
    this.#flush(now);
  }

  #flush(now: number): void {
    while (this.#up && !this.silent && this.#inFlight.size < inFlightAtMost) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inFlight.add(next.message);
      const delayed = uniform(this.#random) < this.faults.delayed;
      if (delayed)
        this.#after(uniform(this.#random) * this.faults.delayMs, (at) => this.#send(next.message, next.payload, at));
      else this.#send(next.message, next.payload, now);
    }
  }

  #send(message: Message, payload: string, now: number): void {
    const client = this.#client;
    if (!client || !this.#up || this.silent) {
      this.#inFlight.delete(message);
      this.#waiting.unshift({ message, payload });
      return;
    }
    const { book } = this.options;
    message.sentAt ??= now;
    client.publish(this.#topic(false), payload, { qos: 1 }, (error) => {
      if (!this.#inFlight.delete(message)) return;
      if (error) this.#waiting.unshift({ message, payload });
      else message.acknowledgedAt ??= Date.now();
    });
    book.link.life(now);
    const chance = () => uniform(this.#random);
    if (chance() < this.faults.doubled) client.publish(this.#topic(false), payload, { qos: 1, dup: true });
    if (chance() < this.faults.garbled)
      client.publish(this.#topic(false), payload.slice(0, Math.floor(payload.length * chance())), { qos: 1 });
    if (chance() < this.faults.copied) this.#after(chance() * this.faults.copyMs, () => this.#copy(payload));
  }

  #copy(payload: string): void {
    if (!this.#up || this.silent) return;
    this.#client?.publish(this.#topic(false), payload, { qos: 1 });
    this.options.book.link.life(Date.now());
    this.options.book.link.disturb(Date.now());
  }

  #after(ms: number, act: (now: number) => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act(Date.now());
    }, ms);
    this.#timers.add(timer);
  }

  #connect(now: number): void {
    const { book } = this.options;
    book.link.begin(now);
    const client: MqttClient = connectCharger(this.options, now, {
      up: () => {
        if (this.#client !== client) return;
        this.#up = true;
        const at = Date.now();
        book.link.up(at);
        this.input({ kind: "connected" }, at);
      },
      down: () => {
        if (this.#client === client) this.#down(true);
      },
      method: (call, body) => {
        if (this.#client === client) this.#method(call, body);
      },
    });
    this.#client = client;
  }

  #method({ method, rid }: { method: string; rid: string }, body: string): void {
    if (this.silent) return;
    const { state, book } = this.options;
    const now = Date.now();
    const outputs = step(state, { kind: "method", rid, method, body }, now);
    const answer = outputs.find((output) => output.kind === "answer");
    const status = answer?.kind === "answer" ? answer.status : 0;
    const receipt = { at: now, rid, method, status, sessionId: state.session?.id ?? null };
    book.receipts.push(receipt);
    this.options.onReceipt(receipt);
    for (const output of outputs) this.#say(output, now);
  }

  #down(told: boolean): void {
    const client = this.#client;
    const was = this.#up;
    this.#client = null;
    this.#up = false;
    this.#retryAt = Date.now() + retryMs * (0.5 + uniform(this.#random));
    // In the order in which they were said (MQTT 3.1.1, 4.6); ending the client gives each of them back by itself.
    const back = [...this.#inFlight];
    this.#inFlight.clear();
    client?.end(true);
    for (const message of back.reverse()) {
      const payload = encodeObservations(message.words.map(({ id, value, ownAt }) => ({ id, value, at: ownAt })))[0];
      if (payload !== undefined) this.#waiting.unshift({ message, payload });
    }
    if (!was) return;
    this.options.book.link.cut(Date.now(), told);
    this.input({ kind: "disconnected" });
  }
}
