import type { Actor } from "../../domain/access/actor";
import type { Scope } from "../../domain/access/scope";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { ChangedIds } from "../coalesce";
import { type Interest, interestOf } from "../interest";
import type { FrameBuilder } from "./frame-builder";
import { type After, createFrameTimer } from "./frame-timer";
import type { Subscriber } from "./subscriber";

/** Subscribers with the same rights and scopes: every frame is made once for all of them. */
export interface AudienceGroup {
  readonly key: string;
  readonly viewer: Actor;
  readonly scopes: readonly Scope[];
  readonly interest: Interest;
  readonly subscribers: Set<Subscriber>;
  take(change: ChangedIds): void;
  snapshot(): Uint8Array;
  /** Everybody begins again with a snapshot. */
  begin(): void;
  /** A heartbeat, if nothing was sent for so long. */
  beat(silentForMs: number): void;
  close(): void;
}

export interface AudienceGroupOptions {
  frames: FrameBuilder;
  installationOf(deviceId: DeviceId): InstallationId | null | undefined;
  now(): number;
  after: After;
  tooSlow(subscriber: Subscriber): void;
}

/** A charger's own page is told at once even where another tab of the same browser looks at a list. */
const isSingle = ({ kind }: Scope) => kind === "charger" || kind === "sent";

export function createAudienceGroup(
  key: string,
  viewer: Actor,
  scopes: readonly Scope[],
  world: AudienceGroupOptions,
): AudienceGroup {
  const { frames, installationOf, now } = world;
  const subscribers = new Set<Subscriber>();
  const interest = interestOf(scopes);
  let sentAt = now();

  const send = (bytes: Uint8Array) => {
    sentAt = now();
    for (const subscriber of [...subscribers]) if (!subscriber.send(bytes)) world.tooSlow(subscriber);
  };
  const snapshot = () => frames.snapshot(viewer, scopes);
  const timers = [scopes.filter(isSingle), scopes.filter((scope) => !isSingle(scope))]
    .filter((some) => some.length > 0)
    .map((some) =>
      createFrameTimer(some, now, world.after, (coalesced) => {
        const delta = frames.delta(viewer, coalesced);
        if (delta !== null) send(delta);
      }),
    );

  return {
    key,
    viewer,
    scopes,
    interest,
    subscribers,
    take(change) {
      const [first, ...others] = timers;
      first?.take(change, installationOf);
      for (const timer of others) timer.take({ ...change, links: false }, installationOf);
    },
    snapshot,
    begin: () => send(snapshot()),
    beat(silentForMs) {
      if (now() - sentAt >= silentForMs) send(frames.heartbeat());
    },
    close() {
      for (const timer of timers) timer.close();
    },
  };
}
