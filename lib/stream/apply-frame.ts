import type { Frame, LiveState, Parts } from "../contract/frame";
import type { LinksView } from "../contract/view";

const noLinks: LinksView = {
  broker: { up: false, since: 0, reason: null },
  store: { up: false, since: 0, reason: null },
  lastMessageAt: null,
};

/** The state before the first frame: nothing is known. */
const emptyState: LiveState = {
  rev: 0,
  at: 0,
  links: noLinks,
  installations: {},
  chargers: new Map(),
  details: {},
  said: {},
  firmware: null,
  support: null,
};

/**
 * The state after a frame. What a frame does not speak of keeps its identity, so that a page draws only what is another
 * thing. A snapshot replaces everything; a delta or heartbeat without a snapshot before it says nothing yet.
 */
export function applyFrame(state: LiveState | null, frame: Frame): LiveState {
  switch (frame.kind) {
    case "snapshot":
      return merge({ ...emptyState, rev: frame.rev, at: frame.at, links: frame.links }, frame);
    case "delta":
      return merge({ ...(state ?? emptyState), rev: frame.rev, at: frame.at }, frame);
    case "heartbeat":
      return { ...(state ?? emptyState), rev: frame.rev, at: frame.at };
    case "bye":
      // What was known stays as it was; that the stream is gone is told beside it.
      return state ?? emptyState;
  }
}

function merge(state: LiveState, parts: Parts): LiveState {
  return {
    ...state,
    links: parts.links ?? state.links,
    installations: put(state.installations, parts.installations, (view) => view.id, parts.gone?.installations),
    chargers: putChargers(state.chargers, parts.chargers, parts.gone?.chargers),
    details: put(state.details, parts.details, (detail) => detail.deviceId, parts.gone?.chargers),
    said: putSaid(state.said, parts.said, parts.gone?.chargers),
    firmware: parts.firmware ?? state.firmware,
    support: parts.support ?? state.support,
  };
}

function putChargers(
  held: LiveState["chargers"],
  chargers: Parts["chargers"],
  gone: readonly string[] = [],
): LiveState["chargers"] {
  if ((chargers === undefined || chargers.length === 0) && !gone.some((id) => held.has(id))) return held;
  const next = new Map(held);
  for (const id of gone) next.delete(id);
  for (const charger of chargers ?? []) next.set(charger.deviceId, charger);
  return next;
}

function putSaid(held: LiveState["said"], said: Parts["said"], gone?: string[]): LiveState["said"] {
  const kept = without(held, gone);
  if (said === undefined || said.length === 0) return kept;
  return { ...kept, ...Object.fromEntries(said.map((part) => [part.deviceId, part.observations])) };
}

function put<T>(
  held: Record<string, T>,
  parts: readonly T[] | undefined,
  idOf: (part: T) => string,
  gone?: readonly string[],
): Record<string, T> {
  const kept = without(held, gone);
  if (parts === undefined || parts.length === 0) return kept;
  const next = { ...kept };
  for (const part of parts) next[idOf(part)] = part;
  return next;
}

function without<T>(held: Record<string, T>, gone: readonly string[] | undefined): Record<string, T> {
  if (gone === undefined || !gone.some((id) => Object.hasOwn(held, id))) return held;
  const next = { ...held };
  for (const id of gone) delete next[id];
  return next;
}
