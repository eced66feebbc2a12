import { type Frame, heartbeatMs } from "../../contract/frame";
import { Refusal } from "../../contract/refusal";
import type { Actor } from "../../domain/access/actor";
import type { Person } from "../../domain/access/person";
import type { Scope } from "../../domain/access/scope";
import type { ChangedIds } from "../coalesce";
import { accessTo, rightsKey, scopeNames } from "./audience";
import { createGroup, eventBytes, type Group } from "./audience-group";
import type { Sight } from "./fleet-reader";
import { createTexts } from "./frame-cache";
import type { After } from "./frame-timer";
import { createGroupIndex } from "./group-index";
import { snapshotFrame } from "./snapshot";
import { openReader, type Reader, type SignIn } from "./subscriber";

type ByeReason = Extract<Frame, { kind: "bye" }>["reason"];

/** How often `tick` is to be called. */
export const tickMs = 1_000;

/** All tabs of a browser share one stream; so many at once are no person's pages any more. */
export const mostOfOnePerson = 50;

export interface EventStream {
  /**
   * A new reader's body: the snapshot, then what changes. Every scope must have been granted to the actor. `gone` tells
   * that the page has left: a body that nobody has begun to read is not cancelled.
   * @throws Refusal `tooManyStreams` where the actor has as many as one may have.
   */
  open(actor: Actor, signIn: SignIn, scopes: readonly Scope[], gone?: AbortSignal): ReadableStream<Uint8Array>;
  /** What a stream of these scopes would begin with now. */
  first(actor: Actor, scopes: readonly Scope[]): Extract<Frame, { kind: "snapshot" }>;
  changed(change: ChangedIds): void;
  /** Everybody begins again; who asks for what is no longer theirs is sent away. */
  topologyChanged(): void;
  /** `person` null: removed. Readers whose rights or sign-in are no longer those they came with are sent away. */
  personChanged(personId: string, person: (Person & { version: number }) | null): void;
  signInEnded(signInId: string): void;
  tick(): void;
  readers(): number;
  /** Sends everybody away, for good. */
  close(): void;
}

/** The one loop that owns snapshots and deltas: what the fleet says has changed goes to exactly those who look at it. */
export function createEventStream(sight: Sight, now: () => number, after: After): EventStream {
  const texts = createTexts(sight);
  const index = createGroupIndex(sight);
  const groups = new Map<string, Group>();
  const groupOf = new Map<Reader, Group>();
  const countOf = new Map<string, number>();
  let closed = false;

  const bye = (reader: Reader, reason: ByeReason) =>
    reader.end(eventBytes("bye", sight.rev(), now(), [`"reason":"${reason}"`]));
  const sendAway = (reason: ByeReason, whom: (reader: Reader) => boolean) => {
    for (const reader of [...groupOf.keys()]) if (whom(reader)) bye(reader, reason);
  };

  function left(reader: Reader): void {
    const group = groupOf.get(reader);
    if (!group) return;
    groupOf.delete(reader);
    const rest = (countOf.get(reader.actor.id) ?? 0) - 1;
    if (rest > 0) countOf.set(reader.actor.id, rest);
    else countOf.delete(reader.actor.id);
    group.readers.delete(reader);
    if (group.readers.size > 0) return;
    groups.delete(group.key);
    index.remove(group);
    group.close();
  }

  function groupFor(actor: Actor, scopes: readonly Scope[]): Group {
    const key = `${rightsKey(actor)}|${scopeNames(scopes).join("&")}`;
    const known = groups.get(key);
    if (known) return known;
    const tooSlow = (reader: Reader) => bye(reader, "tooSlow");
    const group = createGroup(key, actor, scopes, { sight, texts, now, after, tooSlow });
    groups.set(key, group);
    index.add(group);
    return group;
  }

  return {
    open(actor, signIn, scopes, gone) {
      const count = countOf.get(actor.id) ?? 0;
      if (count >= mostOfOnePerson) throw new Refusal("tooManyStreams");
      const group = groupFor(actor, scopes);
      const { reader, body } = openReader(actor, signIn, group.snapshot(), after, left);
      group.readers.add(reader);
      groupOf.set(reader, group);
      countOf.set(actor.id, count + 1);
      if (closed) bye(reader, "stopping");
      if (gone?.aborted) left(reader);
      gone?.addEventListener("abort", () => left(reader), { once: true });
      return body;
    },
    first: (actor, scopes) => snapshotFrame(sight, actor, scopes, now()),
    changed(change) {
      texts.forget(change);
      for (const group of index.touchedBy(change)) group.take(change);
    },
    topologyChanged() {
      texts.forgetAll();
      for (const group of [...groups.values()]) {
        if (group.scopes.every((scope) => accessTo(sight, group.viewer, scope) === "granted")) group.begin();
        else for (const reader of [...group.readers]) bye(reader, "rightsChanged");
      }
    },
    personChanged(personId, person) {
      const same = ({ signIn, actor: before }: Reader) =>
        person !== null && person.version === signIn.version && rightsKey(person) === rightsKey(before);
      sendAway("rightsChanged", (reader) => reader.actor.id === personId && !same(reader));
    },
    signInEnded: (signInId) => sendAway("signInEnded", (reader) => reader.signIn.id === signInId),
    tick() {
      sendAway("signInEnded", (reader) => reader.signIn.endsAt <= now());
      for (const group of [...groups.values()]) group.beat(heartbeatMs - tickMs / 2);
    },
    readers: () => groupOf.size,
    close() {
      closed = true;
      sendAway("stopping", () => true);
    },
  };
}
