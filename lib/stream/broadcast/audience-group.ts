import type { Scope } from "../../domain/access/scope";
import type { ChangedIds } from "../coalesce";
import { type Interest, interestOf } from "../interest";
import { scopeNames, type Viewer } from "./audience";
import type { FleetReader } from "./fleet-reader";
import type { FrameCache } from "./frame-cache";
import { deltaParts, snapshotParts } from "./frame-parts";
import { type After, createFrameTimer } from "./frame-timer";
import type { Subscriber } from "./subscriber";

/** Readers with the same rights and scopes: every frame is made once for all of them. */
export interface AudienceGroup {
  readonly key: string;
  readonly viewer: Viewer;
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
  fleetReader: FleetReader;
  frameCache: FrameCache;
  now(): number;
  after: After;
  tooSlow(subscriber: Subscriber): void;
}

const encoder = new TextEncoder();

/** One event of the stream; `members` are the frame's own, as JSON text. */
export function eventBytes(kind: string, rev: number, at: number, members: readonly string[]): Uint8Array {
  const head = `event: ${kind}\nid: ${rev}\ndata: {"kind":"${kind}","rev":${rev},"at":${at}`;
  return encoder.encode(`${head}${members.map((member) => `,${member}`).join("")}}\n\n`);
}

/** A charger's own page is told at once even where another tab of the same browser looks at a list. */
const isSingle = ({ kind }: Scope) => kind === "charger" || kind === "said";

export function createAudienceGroup(
  key: string,
  viewer: Viewer,
  scopes: readonly Scope[],
  world: AudienceGroupOptions,
): AudienceGroup {
  const { fleetReader, frameCache, now } = world;
  const subscribers = new Set<Subscriber>();
  const interest = interestOf(scopes);
  const names = JSON.stringify(scopeNames(scopes));
  let sentAt = now();

  const send = (bytes: Uint8Array) => {
    sentAt = now();
    for (const subscriber of [...subscribers]) if (!subscriber.send(bytes)) world.tooSlow(subscriber);
  };
  const event = (kind: string, members: readonly string[]) => eventBytes(kind, fleetReader.rev(), now(), members);
  const snapshot = () =>
    event("snapshot", [`"scopes":${names}`, ...snapshotParts(fleetReader, frameCache, viewer, interest)]);
  const timers = [scopes.filter(isSingle), scopes.filter((scope) => !isSingle(scope))]
    .filter((some) => some.length > 0)
    .map((some) =>
      createFrameTimer(some, now, world.after, (coalesced) => {
        const members = deltaParts(fleetReader, frameCache, viewer, coalesced);
        if (members.length > 0) send(event("delta", members));
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
      first?.take(change, fleetReader.installationOf);
      for (const timer of others) timer.take({ ...change, links: false }, fleetReader.installationOf);
    },
    snapshot,
    begin: () => send(snapshot()),
    beat(silentForMs) {
      if (now() - sentAt >= silentForMs) send(event("heartbeat", []));
    },
    close() {
      for (const timer of timers) timer.close();
    },
  };
}
