import { backOffMs } from "../../domain/back-off";
import { between, type Random, randomFrom, uniform } from "../../domain/random";
import type { Input, Output } from "../charger/turn";
import { encodeEvent, lastWillPayload, pulsePayload } from "../charger/wire-out";
import { garbage, newWeather, refuses, repeats, strikes, type WeatherKind } from "../faults/fault-injection";
import type { Actor } from "./actor";
import { type Link, openLink } from "./link";
import { flush, newOutbox, type Postman, put, takeBack } from "./outbox";
import { twinGetTopic, twinReportedTopic, twinSettings } from "./side";
import type { Transport } from "./transport";

/** What a charger does with a method, other than what it would. */
export type Quirk = "refuse" | "ignore" | "noAnswer";

/** Request id of a method that did not come over the wire: its answer goes nowhere. */
export const noAnswer = "";

export interface Heard {
  at: number;
  method: string;
  body: string;
}

export interface Member {
  readonly actor: Actor;
  /** Lets time pass; may open a connection, if `mayConnect`, and says whether it did. */
  tick(now: number, mayConnect: boolean): boolean;
  input(input: Input): void;
  connected(): boolean;
  /** Sends nothing more, but keeps its connection; what it says meanwhile comes out when it speaks again. */
  setSilent(silent: boolean): void;
  /** Breaks the connection; it stays away until `come`. */
  leave(): void;
  come(): void;
  quirk(method: string, quirk: Quirk, times: number): void;
  sendRaw(payload: string | Uint8Array): void;
  readonly heard: readonly Heard[];
  end(): Promise<void>;
}

export interface MemberOptions {
  actor: Actor;
  transport: Transport;
  now: () => number;
  seed: number;
  weather: readonly WeatherKind[];
  silentAfterMs: number | null;
  offlineAfterMs: number | null;
  /** Hears each output before it is sent: a simulated cloud may answer it. */
  onOutput?: (output: Output, member: Member) => void;
  /** A connection ended, or could not be made. */
  onDown?: (deviceId: string, reason: string) => void;
}

const waits = { firstMs: 1000, longestMs: 30_000 };
/** A connection that ends sooner has not helped: somebody else may be using the same identity. */
const lastingMs = 10_000;
/** A new connection is made when this share of the token's time has gone. */
const renewAfter = { from: 0.7, to: 0.9 };
const heardAtMost = 200;

export function newMember(options: MemberOptions): Member {
  const { actor, transport, now } = options;
  const { deviceId } = actor;
  const side = transport.side(deviceId);
  const random: Random = randomFrom(`member/${options.seed}/${deviceId}`);
  const weather = newWeather(options.weather, `${options.seed}/${deviceId}`, now());
  const outbox = newOutbox();
  const heard: Heard[] = [];
  const quirks = new Map<string, { quirk: Quirk; times: number }>();
  let link: Link | null = null;
  let up = false;
  let upAt = 0;
  let held = false;
  let failures = 0;
  let retryAt = 0;
  let renewAt = Number.POSITIVE_INFINITY;
  let silentUntil = 0;
  let silentAt = options.silentAfterMs === null ? Number.POSITIVE_INFINITY : null;
  let goneAt = options.offlineAfterMs === null ? Number.POSITIVE_INFINITY : null;
  let twinRid = 0;
  let ended: (() => void) | null = null;

  const silent = () => now() < silentUntil;
  const speaking = () => up && !silent();

  /** Pulses and events: now or never, since they carry no time. */
  function telemetry(payload: string, topic: string): void {
    if (!speaking()) return;
    link?.publish(topic, payload, 0);
    if (repeats(weather)) link?.publish(topic, payload, 0);
  }

  const postman: Postman = {
    open: speaking,
    send(letter, done) {
      link?.publish(letter.topic, letter.payload, 1, done);
      if (repeats(weather)) link?.publish(letter.topic, letter.payload, 1);
      const rubbish = garbage(weather, letter.payload);
      if (rubbish) link?.publish(letter.topic, rubbish, 1);
    },
  };

  function say(output: Output): void {
    switch (output.kind) {
      case "observations":
        for (const payload of actor.payloads(output)) put(outbox, { topic: actor.topic(false), payload });
        break;
      case "pulse":
        telemetry(pulsePayload, actor.topic(output.ping));
        break;
      case "event":
        telemetry(encodeEvent(output), actor.topic(false));
        break;
      case "answer":
        if (output.rid !== noAnswer && speaking()) link?.publish(side.answerTopic(output.rid, output.status), "", 0);
        break;
      case "reported":
        if (side.kind === "device" && speaking()) {
          link?.publish(twinReportedTopic(++twinRid), JSON.stringify({ Settings: output.settings }), 0);
        }
        break;
      case "gone":
        link?.cut();
    }
  }

  function input(given: Input): void {
    const outputs = actor.step(given, now());
    for (const output of outputs) {
      say(output);
      options.onOutput?.(output, member);
    }
    if (outbox.waiting.length > 0) flush(outbox, postman);
  }

  function onMethod(method: string, rid: string, body: string): void {
    if (silent()) return;
    heard.push({ at: now(), method, body });
    if (heard.length > heardAtMost) heard.shift();
    const special = quirks.get(method);
    const quirk = special?.quirk ?? (refuses(weather) ? "refuse" : null);
    if (special && --special.times <= 0) quirks.delete(method);
    if (quirk === "refuse") say({ kind: "answer", rid, status: 400 });
    else if (quirk === "ignore") say({ kind: "answer", rid, status: 200 });
    else if (quirk === null) input({ kind: "method", rid, method, body });
  }

  function onMessage(topic: string, payload: Buffer): void {
    const call = side.methodOf(topic);
    if (call) {
      onMethod(call.method, call.rid, payload.toString("utf8"));
      return;
    }
    const settings = side.kind === "device" ? twinSettings(topic, payload.toString("utf8")) : null;
    if (settings) input({ kind: "settings", settings });
  }

  function onDown(reason: string): void {
    const was = up;
    link = null;
    up = false;
    takeBack(outbox);
    failures = was && now() - upAt > lastingMs ? 0 : failures + 1;
    if (was || reason !== "ended") retryAt = now() + backOffMs(waits, failures, uniform(random));
    if (was) input({ kind: "disconnected" });
    if (reason !== "ended") options.onDown?.(deviceId, reason);
    ended?.();
  }

  function connect(at: number): void {
    const { endsAt, ...credentials } = transport.credentials(deviceId, at);
    renewAt = Number.isFinite(endsAt) ? at + (endsAt - at) * between(random, renewAfter.from, renewAfter.to) : endsAt;
    const will = actor.leavesWill ? { topic: actor.topic(false), payload: lastWillPayload } : undefined;
    link = openLink(
      { ...credentials, will, subscriptions: side.subscriptions },
      {
        up() {
          up = true;
          upAt = now();
          silentAt ??= now() + (options.silentAfterMs ?? 0);
          goneAt ??= now() + (options.offlineAfterMs ?? 0);
          if (side.kind === "device") link?.publish(twinGetTopic(++twinRid), " ", 0);
          input({ kind: "connected" });
        },
        down: onDown,
        message: onMessage,
      },
    );
  }

  const member: Member = {
    actor,
    heard,
    input,
    connected: () => up,
    tick(at, mayConnect) {
      input({ kind: "tick" });
      if (silentAt !== null && at >= silentAt) {
        silentAt = Number.POSITIVE_INFINITY;
        silentUntil = Number.POSITIVE_INFINITY;
      }
      if (goneAt !== null && at >= goneAt) {
        goneAt = Number.POSITIVE_INFINITY;
        member.leave();
      }
      const strike = up ? strikes(weather, at) : null;
      if (strike?.kind === "silence") silentUntil = Math.max(silentUntil, at + strike.ms);
      if (strike?.kind === "drop") {
        link?.cut();
        retryAt = at + strike.ms;
      }
      if (up && at >= renewAt) {
        renewAt = Number.POSITIVE_INFINITY;
        link?.end();
      }
      if (link || held || ended || !mayConnect || at < retryAt || actor.away()) return false;
      connect(at);
      return true;
    },
    setSilent(on) {
      silentUntil = on ? Number.POSITIVE_INFINITY : 0;
      if (!on) flush(outbox, postman);
    },
    leave() {
      held = true;
      link?.cut();
    },
    come() {
      held = false;
      failures = 0;
      retryAt = 0;
    },
    quirk: (method, quirk, times) => quirks.set(method, { quirk, times }),
    sendRaw: (payload) => link?.publish(actor.topic(false), payload, 1),
    end: () =>
      new Promise((resolve) => {
        ended = resolve;
        if (link) link.end();
        else resolve();
      }),
  };
  return member;
}
