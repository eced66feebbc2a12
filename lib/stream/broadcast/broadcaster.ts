import { heartbeatMs } from "../../contract/frame";
import { Refusal } from "../../contract/refusal";
import type { Actor } from "../../domain/access/actor";
import type { Person } from "../../domain/access/person";
import type { Scope } from "../../domain/access/scope";
import type { ChangedIds } from "../coalesce";
import { accessTo, rightsKey, scopeNames } from "./audience";
import { type AudienceGroup, createAudienceGroup } from "./audience-group";
import type { FleetReader } from "./fleet-reader";
import { type ByeReason, createFrameBuilder, type Snapshot } from "./frame-builder";
import type { After } from "./frame-timer";
import { createGroupIndex } from "./group-index";
import { openSubscriber, type SignIn, type Subscriber } from "./subscriber";

/** How often `tick` is to be called. */
export const tickMs = 1_000;

/** All tabs of a browser share one stream; so many at once are no person's pages any more. */
export const mostOfOnePerson = 50;

export interface Broadcaster {
  /**
   * A new subscriber's body: the snapshot, then what changes. Every scope must have been granted to the actor. `gone` tells
   * that the page has left: a body that nobody has begun to read is not cancelled.
   * @throws Refusal `tooManyStreams` where the actor has as many as one may have.
   */
  open(actor: Actor, signIn: SignIn, scopes: readonly Scope[], gone?: AbortSignal): ReadableStream<Uint8Array>;
  /** What a stream of these scopes would begin with now. */
  first(actor: Actor, scopes: readonly Scope[]): Snapshot;
  changed(change: ChangedIds): void;
  /** Everybody begins again; who asks for what is no longer theirs is sent away. */
  topologyChanged(): void;
  /** `person` null: removed. Subscribers whose rights or sign-in are no longer those they came with are sent away. */
  personChanged(personId: string, person: (Person & { version: number }) | null): void;
  signInEnded(signInId: string): void;
  tick(): void;
  subscribers(): number;
  /** Sends everybody away, for good. */
  close(): void;
}

/** The one loop that owns snapshots and deltas: what the fleet says has changed goes to exactly those who look at it. */
export function createBroadcaster(fleetReader: FleetReader, now: () => number, after: After): Broadcaster {
  const frames = createFrameBuilder(fleetReader, now);
  const { installationOf } = fleetReader;
  const index = createGroupIndex(fleetReader);
  const groups = new Map<string, AudienceGroup>();
  const groupOf = new Map<Subscriber, AudienceGroup>();
  const countOf = new Map<string, number>();
  let closed = false;

  const bye = (subscriber: Subscriber, reason: ByeReason) => subscriber.end(frames.bye(reason));
  const sendAway = (reason: ByeReason, whom: (subscriber: Subscriber) => boolean) => {
    for (const subscriber of [...groupOf.keys()]) if (whom(subscriber)) bye(subscriber, reason);
  };

  function left(subscriber: Subscriber): void {
    const group = groupOf.get(subscriber);
    if (!group) return;
    groupOf.delete(subscriber);
    const rest = (countOf.get(subscriber.actor.id) ?? 0) - 1;
    if (rest > 0) countOf.set(subscriber.actor.id, rest);
    else countOf.delete(subscriber.actor.id);
    group.subscribers.delete(subscriber);
    if (group.subscribers.size > 0) return;
    groups.delete(group.key);
    index.remove(group);
    group.close();
  }

  function groupFor(actor: Actor, scopes: readonly Scope[]): AudienceGroup {
    const key = `${rightsKey(actor)}|${scopeNames(scopes).join("&")}`;
    const known = groups.get(key);
    if (known) return known;
    const tooSlow = (subscriber: Subscriber) => bye(subscriber, "tooSlow");
    const group = createAudienceGroup(key, actor, scopes, { frames, installationOf, now, after, tooSlow });
    groups.set(key, group);
    index.add(group);
    return group;
  }

  return {
    open(actor, signIn, scopes, gone) {
      const count = countOf.get(actor.id) ?? 0;
      if (count >= mostOfOnePerson) throw new Refusal("tooManyStreams");
      const group = groupFor(actor, scopes);
      const { subscriber, body } = openSubscriber(actor, signIn, group.snapshot(), after, left);
      group.subscribers.add(subscriber);
      groupOf.set(subscriber, group);
      countOf.set(actor.id, count + 1);
      if (closed) bye(subscriber, "stopping");
      if (gone?.aborted) left(subscriber);
      gone?.addEventListener("abort", () => left(subscriber), { once: true });
      return body;
    },
    first: frames.first,
    changed(change) {
      frames.forget(change);
      for (const group of index.touchedBy(change)) group.take(change);
    },
    topologyChanged() {
      frames.forgetAll();
      for (const group of [...groups.values()]) {
        if (group.scopes.every((scope) => accessTo(fleetReader, group.viewer, scope) === "granted")) group.begin();
        else for (const subscriber of [...group.subscribers]) bye(subscriber, "rightsChanged");
      }
    },
    personChanged(personId, person) {
      const same = ({ signIn, actor: before }: Subscriber) =>
        person !== null && person.version === signIn.version && rightsKey(person) === rightsKey(before);
      sendAway("rightsChanged", (subscriber) => subscriber.actor.id === personId && !same(subscriber));
    },
    signInEnded: (signInId) => sendAway("signInEnded", (subscriber) => subscriber.signIn.id === signInId),
    tick() {
      sendAway("signInEnded", (subscriber) => subscriber.signIn.endsAt <= now());
      for (const group of [...groups.values()]) group.beat(heartbeatMs - tickMs / 2);
    },
    subscribers: () => groupOf.size,
    close() {
      closed = true;
      sendAway("stopping", () => true);
    },
  };
}
