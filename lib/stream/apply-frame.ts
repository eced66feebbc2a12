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
  sent: {},
  addresses: {},
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
    installations: put(state.installations, parts.installations, (view) => [view.id, view]),
    chargers: putChargers(state.chargers, parts.chargers),
    details: put(state.details, parts.details, (detail) => [detail.deviceId, detail]),
    sent: put(state.sent, parts.sent, ({ deviceId, ...said }) => [deviceId, said]),
    addresses: put(state.addresses, parts.addresses, (part) => [part.deviceId, part.addresses]),
    firmware: parts.firmware ?? state.firmware,
    support: parts.support ?? state.support,
  };
}

function putChargers(held: LiveState["chargers"], chargers: Parts["chargers"] = []): LiveState["chargers"] {
  if (chargers.length === 0) return held;
  const next = new Map(held);
  for (const charger of chargers) next.set(charger.deviceId, charger);
  return next;
}

function put<P, T>(
  held: Record<string, T>,
  parts: readonly P[] = [],
  entryOf: (part: P) => [id: string, value: T],
): Record<string, T> {
  return parts.length === 0 ? held : { ...held, ...Object.fromEntries(parts.map(entryOf)) };
}
