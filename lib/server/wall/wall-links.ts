import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { WallLinkMade, WallLinkView } from "../../contract/api";
import { Refusal } from "../../contract/refusal";
import type { Actor, WallActor } from "../../domain/access/actor";
import type { Person } from "../../domain/access/person";
import type { InstallationId } from "../../domain/ids";
import type { Store } from "../../store/store";
import type { WallLink } from "../../store/tables/wall-store";
import { type Broadcaster, createBroadcaster } from "../../stream/broadcast/broadcaster";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";
import { afterMs } from "../../stream/broadcast/frame-timer";
import type { SignIn } from "../../stream/broadcast/subscriber";
import type { StoreAccess } from "../base/store-access";
import { wallFleetReader } from "./wall-reader";

/** Who looks at a wall: whoever holds a link's key, or a person. */
export interface WallViewer {
  actor: Actor;
  signIn: SignIn;
}

/** Links to walls, and what is told through them. */
export interface WallLinks {
  /** Sees no persons' data, whoever looks. */
  readonly stream: Broadcaster;
  /** The key is told here and never again. */
  make(person: Person, installationId: InstallationId, label: string): Promise<WallLinkMade>;
  list(installationId: InstallationId): WallLinkView[];
  revoke(person: Person, installationId: InstallationId, linkId: string): Promise<void>;
  /** Null: no link of this installation that holds. */
  holder(installationId: InstallationId, key: string): WallViewer | null;
  /** What the store keeps; streams of links that are no more end at once. */
  read(store: Store): Promise<void>;
}

/** Most links of one installation that hold. */
const mostLinks = 20;

const hashOf = (key: string) => createHash("sha256").update(key).digest();

export function createWallLinks({ callOrRefuse }: StoreAccess, fleetReader: FleetReader, now: () => number): WallLinks {
  let links: readonly WallLink[] = [];
  const stream = createBroadcaster(wallFleetReader(fleetReader), now, afterMs);
  const by = ({ id, name }: Person) => ({ personId: id, name, at: now() });

  async function read(store: Store): Promise<void> {
    const before = links;
    links = await store.wallLinks.list();
    const hold = new Set(links.map(({ id }) => id));
    for (const { id } of before) if (!hold.has(id)) stream.signInEnded(id);
  }

  return {
    stream,
    read,
    make: (person, installationId, label) =>
      callOrRefuse(async (store) => {
        if (links.filter((link) => link.installationId === installationId).length >= mostLinks)
          throw new Refusal("settingNotPossible", { rule: "tooManyWallLinks" });
        const key = randomBytes(32).toString("base64url");
        const id = randomUUID();
        const link = { id, installationId, hash: hashOf(key), label };
        if ((await store.wallLinks.make(link, by(person))) === "unknown") throw new Refusal("notFound");
        await read(store);
        return { id, key, path: `/installations/${installationId}/wall?key=${key}` };
      }),
    list: (installationId) =>
      links
        .filter((link) => link.installationId === installationId)
        .map(({ id, label, madeBy, madeAt }) => ({ id, label, createdBy: madeBy, createdAt: madeAt })),
    revoke: (person, installationId, linkId) =>
      callOrRefuse(async (store) => {
        if (!(await store.wallLinks.revoke(linkId, installationId, by(person)))) throw new Refusal("notFound");
        await read(store);
      }),
    holder(installationId, key) {
      const hash = hashOf(key);
      const link = links.find((one) => one.installationId === installationId && one.hash.equals(hash));
      if (!link) return null;
      const actor: WallActor = { kind: "wall", id: `wall ${link.id}`, installationId };
      return { actor, signIn: { id: link.id, version: 0, endsAt: Number.POSITIVE_INFINITY } };
    },
  };
}
