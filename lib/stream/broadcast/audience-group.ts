import type { Actor } from "../../domain/access/actor";
import type { Scope } from "../../domain/access/scope";
import type { ChangedIds } from "../coalesce";
import { type Interest, interestOf } from "../interest";
import { scopeNames } from "./audience";
import type { Sight } from "./fleet-reader";
import type { Texts } from "./frame-cache";
import { deltaParts, snapshotParts } from "./frame-parts";
import { type After, createLane } from "./frame-timer";
import type { Reader } from "./subscriber";

/** Readers with the same rights and scopes: every frame is made once for all of them. */
export interface Group {
  readonly key: string;
  readonly viewer: Actor;
  readonly scopes: readonly Scope[];
  readonly interest: Interest;
  readonly readers: Set<Reader>;
  take(change: ChangedIds): void;
  snapshot(): Uint8Array;
  /** Everybody begins again with a snapshot. */
  begin(): void;
  /** A heartbeat, if nothing was sent for so long. */
  beat(silentForMs: number): void;
  close(): void;
}

export interface GroupSurroundings {
  sight: Sight;
  texts: Texts;
  now(): number;
  after: After;
  tooSlow(reader: Reader): void;
}

const encoder = new TextEncoder();

/** One event of the stream; `members` are the frame's own, as JSON text. */
export function eventBytes(kind: string, rev: number, at: number, members: readonly string[]): Uint8Array {
  const head = `event: ${kind}\nid: ${rev}\ndata: {"kind":"${kind}","rev":${rev},"at":${at}`;
  return encoder.encode(`${head}${members.map((member) => `,${member}`).join("")}}\n\n`);
}

/** A charger's own page is told at once even where another tab of the same browser looks at a list. */
const isSingle = ({ kind }: Scope) => kind === "charger" || kind === "said";

export function createGroup(key: string, viewer: Actor, scopes: readonly Scope[], world: GroupSurroundings): Group {
  const { sight, texts, now } = world;
  const readers = new Set<Reader>();
  const interest = interestOf(scopes);
  const names = JSON.stringify(scopeNames(scopes));
  let sentAt = now();

  const send = (bytes: Uint8Array) => {
    sentAt = now();
    for (const reader of [...readers]) if (!reader.send(bytes)) world.tooSlow(reader);
  };
  const event = (kind: string, members: readonly string[]) => eventBytes(kind, sight.rev(), now(), members);
  const snapshot = () => event("snapshot", [`"scopes":${names}`, ...snapshotParts(sight, texts, viewer, interest)]);
  const lanes = [scopes.filter(isSingle), scopes.filter((scope) => !isSingle(scope))]
    .filter((some) => some.length > 0)
    .map((some) =>
      createLane(some, now, world.after, (folded) => {
        const members = deltaParts(sight, texts, viewer, folded);
        if (members.length > 0) send(event("delta", members));
      }),
    );

  return {
    key,
    viewer,
    scopes,
    interest,
    readers,
    take(change) {
      const [first, ...others] = lanes;
      first?.take(change, sight.installationOf);
      for (const lane of others) lane.take({ ...change, links: false }, sight.installationOf);
    },
    snapshot,
    begin: () => send(snapshot()),
    beat(silentForMs) {
      if (now() - sentAt >= silentForMs) send(event("heartbeat", []));
    },
    close() {
      for (const lane of lanes) lane.close();
    },
  };
}
