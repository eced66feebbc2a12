import type { Frame } from "../../contract/frame";
import type { Actor } from "../../domain/access/actor";
import type { Scope } from "../../domain/access/scope";
import type { DeviceId } from "../../domain/ids";
import type { ChangedIds, Coalesced, FrameIds } from "../coalesce";
import { type Interest, interestOf } from "../interest";
import { type PermittedIds, permitted, scopeNames } from "./audience";
import type { FleetReader } from "./fleet-reader";
import { createFrameCache, type FrameCache } from "./frame-cache";

export type Snapshot = Extract<Frame, { kind: "snapshot" }>;
export type ByeReason = Extract<Frame, { kind: "bye" }>["reason"];

/** Builds every frame of the stream, as the bytes of its event. Each viewer gets only what it may see. */
export interface FrameBuilder {
  snapshot(viewer: Actor, scopes: readonly Scope[]): Uint8Array;
  /** The same snapshot as an object: a page's first data. */
  first(viewer: Actor, scopes: readonly Scope[]): Snapshot;
  /** Null: nothing in it is for this viewer. */
  delta(viewer: Actor, coalesced: Coalesced): Uint8Array | null;
  heartbeat(): Uint8Array;
  bye(reason: ByeReason): Uint8Array;
  /** What a change touched is built anew when it is next told. */
  forget(change: ChangedIds): void;
  forgetAll(): void;
}

const encoder = new TextEncoder();

/** All that an interest asks for: a snapshot's ids. */
function wantedIds(fleetReader: FleetReader, interest: Interest): FrameIds {
  const { fleet, installations, details, sent, firmware, support } = interest;
  const chargers = new Set<DeviceId>();
  for (const id of installations) for (const charger of fleetReader.chargersOf(id)) chargers.add(charger);
  for (const id of details) chargers.add(id);
  const shown = fleet ? fleetReader.installationIds() : installations;
  return { links: true, installations: shown, chargers, details, sent, firmware, support };
}

/** The lists of a frame, as JSON text by name; a list without anything in it is empty. */
function listsOf(frameCache: FrameCache, ids: PermittedIds): [name: string, items: string[]][] {
  const texts = (of: Iterable<string>, text: (id: string) => string | null) =>
    Array.from(of, text).filter((item) => item !== null);
  return [
    ["installations", texts(ids.installations, frameCache.installation)],
    ["chargers", texts(ids.chargers, frameCache.charger)],
    ["details", texts(ids.details, frameCache.detail)],
    ["sent", texts(ids.sent, frameCache.sent)],
    ["addresses", texts(ids.addresses, frameCache.addresses)],
  ];
}

export function createFrameBuilder(fleetReader: FleetReader, now: () => number): FrameBuilder {
  const frameCache = createFrameCache(fleetReader);

  /** The members of a frame, as JSON text; `isWhole`: empty lists are named too. */
  const members = (viewer: Actor, ids: FrameIds, isWhole: boolean) => {
    const shown = permitted(fleetReader, viewer, ids);
    return [
      ...(shown.links ? [`"links":${frameCache.links()}`] : []),
      ...listsOf(frameCache, shown)
        .filter(([, items]) => isWhole || items.length > 0)
        .map(([name, items]) => `"${name}":[${items.join(",")}]`),
      ...(shown.firmware ? [`"firmware":${frameCache.firmware(viewer)}`] : []),
      ...(shown.support ? [`"support":${frameCache.support()}`] : []),
    ];
  };
  const snapshotMembers = (viewer: Actor, scopes: readonly Scope[]) => [
    `"scopes":${JSON.stringify(scopeNames(scopes))}`,
    ...members(viewer, wantedIds(fleetReader, interestOf(scopes)), true),
  ];
  const json = (kind: Frame["kind"], parts: readonly string[]) =>
    `{${[`"kind":"${kind}","rev":${fleetReader.rev()},"at":${now()}`, ...parts].join(",")}}`;
  const event = (kind: Frame["kind"], parts: readonly string[]) =>
    encoder.encode(`event: ${kind}\nid: ${fleetReader.rev()}\ndata: ${json(kind, parts)}\n\n`);

  return {
    snapshot: (viewer, scopes) => event("snapshot", snapshotMembers(viewer, scopes)),
    first: (viewer, scopes): Snapshot => JSON.parse(json("snapshot", snapshotMembers(viewer, scopes))),
    delta(viewer, coalesced) {
      const parts = members(viewer, coalesced, false);
      return parts.length === 0 ? null : event("delta", parts);
    },
    heartbeat: () => event("heartbeat", []),
    bye: (reason) => event("bye", [`"reason":"${reason}"`]),
    forget: frameCache.forget,
    forgetAll: frameCache.forgetAll,
  };
}
