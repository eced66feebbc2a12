import type { DeviceId, InstallationId } from "../domain/ids";
import type { Person } from "../domain/person";
import type { Scope } from "../domain/scope";
import type { Change } from "../fleet/event";
import type { Frame } from "../stream/frame";
import { accessTo, rightsKey, scopeNames } from "./audience";
import { eventBytes, Group } from "./group";
import { interestOf } from "./interest";
import type { After } from "./lane";
import { openReader, type Reader, type SignIn } from "./reader";
import type { Sight } from "./sight";
import { snapshotFrame } from "./snapshot";
import { createTexts } from "./texts";

type ByeReason = Extract<Frame, { kind: "bye" }>["reason"];

/** After this long without a frame a heartbeat leaves. */
export const heartbeatMs = 15_000;
/** How often `tick` is to be called. */
export const tickMs = 1_000;

export interface EventStream {
  /** A new reader's body: the snapshot, then what changes. Every scope must have been granted to the person. */
  open(person: Person, signIn: SignIn, scopes: readonly Scope[]): ReadableStream<Uint8Array>;
  /** What a stream of these scopes would begin with now. */
  first(person: Person, scopes: readonly Scope[]): Extract<Frame, { kind: "snapshot" }>;
  changed(change: Change): void;
  /** Everybody begins again; who asks for what is no longer theirs is sent away. */
  topologyChanged(): void;
  /** `person` null: removed. Readers whose rights are no longer those they came with are sent away. */
  personChanged(personId: string, person: Person | null): void;
  signInEnded(signInId: string): void;
  tick(): void;
  readers(): number;
  /** Sends everybody away, for good. */
  close(): void;
}

/** The one loop that owns snapshots and deltas: what the fleet says has changed goes to exactly those who look at it. */
export function createEventStream(sight: Sight, now: () => number, after: After): EventStream {
  const texts = createTexts(sight);
  const groups = new Map<string, Group>();
  const groupOf = new Map<Reader, Group>();
  const byCharger = new Map<DeviceId, Set<Group>>();
  const byChargersOf = new Map<InstallationId, Set<Group>>();
  const byInstallation = new Map<InstallationId, Set<Group>>();
  let closed = false;

  const enter = (index: Map<string, Set<Group>>, ids: Iterable<string>, group: Group) => {
    for (const id of ids) {
      const found = index.get(id);
      if (found) found.add(group);
      else index.set(id, new Set([group]));
    }
  };
  const leaveIndex = (index: Map<string, Set<Group>>, ids: Iterable<string>, group: Group) => {
    for (const id of ids) {
      const found = index.get(id);
      found?.delete(group);
      if (found?.size === 0) index.delete(id);
    }
  };
  const indexed = (group: Group, act: typeof enter) => {
    const { chargers, said, chargersOf, installations } = group.interest;
    act(byCharger, new Set([...chargers, ...said]), group);
    act(byChargersOf, chargersOf, group);
    act(byInstallation, installations, group);
  };

  function left(reader: Reader): void {
    const group = groupOf.get(reader);
    if (!group) return;
    groupOf.delete(reader);
    group.readers.delete(reader);
    if (group.readers.size > 0) return;
    groups.delete(group.key);
    indexed(group, leaveIndex);
    group.close();
  }

  function bye(reader: Reader, reason: ByeReason): void {
    reader.end(eventBytes("bye", sight.rev(), now(), [`"reason":"${reason}"`]));
  }

  function groupFor(person: Person, scopes: readonly Scope[]): Group {
    const names = scopeNames(scopes);
    const key = `${rightsKey(person)}|${names.join("&")}`;
    const known = groups.get(key);
    if (known) return known;
    const group = new Group(key, person, scopes, names, sight, texts, now, after, (reader) => bye(reader, "tooSlow"));
    groups.set(key, group);
    indexed(group, enter);
    return group;
  }

  function touch(change: Change): Set<Group> {
    const touched = new Set<Group>();
    const mark = (found: Iterable<Group> | undefined, how: (group: Group) => void) => {
      for (const group of found ?? []) {
        how(group);
        touched.add(group);
      }
    };
    for (const id of change.chargers) {
      mark(byCharger.get(id), (group) => group.chargerChanged(id));
      const installationId = sight.installationOf(id);
      if (installationId != null) mark(byChargersOf.get(installationId), (group) => group.chargerChanged(id));
    }
    for (const id of change.installations) mark(byInstallation.get(id), (group) => group.installationChanged(id));
    const all = [...groups.values()];
    if (change.links) mark(all, (group) => group.linksChanged());
    if (change.firmware)
      mark(
        all.filter((g) => g.interest.firmware),
        (group) => group.firmwareChanged(),
      );
    if (change.support)
      mark(
        all.filter((g) => g.interest.support),
        (group) => group.supportChanged(),
      );
    return touched;
  }

  return {
    open(person, signIn, scopes) {
      const group = groupFor(person, scopes);
      const { reader, body } = openReader(person, signIn, group.snapshot(), after, left);
      group.readers.add(reader);
      groupOf.set(reader, group);
      if (closed) bye(reader, "stopping");
      return body;
    },
    first: (person, scopes) =>
      snapshotFrame(sight, person, interestOf(sight, person, scopes), scopeNames(scopes), now()),
    changed(change) {
      texts.forget(change);
      for (const group of touch(change)) group.wake();
    },
    topologyChanged() {
      texts.forgetAll();
      for (const group of [...groups.values()]) {
        if (group.scopes.every((scope) => accessTo(sight, group.viewer, scope) === "granted")) {
          indexed(group, leaveIndex);
          group.begin();
          indexed(group, enter);
        } else for (const reader of [...group.readers]) bye(reader, "rightsChanged");
      }
    },
    personChanged(personId, person) {
      for (const reader of [...groupOf.keys()]) {
        if (reader.person.id !== personId) continue;
        if (person === null || rightsKey(person) !== rightsKey(reader.person)) bye(reader, "rightsChanged");
      }
    },
    signInEnded(signInId) {
      for (const reader of [...groupOf.keys()]) if (reader.signIn.id === signInId) bye(reader, "signInEnded");
    },
    tick() {
      for (const reader of [...groupOf.keys()]) if (reader.signIn.endsAt <= now()) bye(reader, "signInEnded");
      for (const group of [...groups.values()]) group.heartbeat(heartbeatMs - tickMs);
    },
    readers: () => groupOf.size,
    close() {
      closed = true;
      for (const reader of [...groupOf.keys()]) bye(reader, "stopping");
    },
  };
}
