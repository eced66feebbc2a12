import type { Frame, LiveState } from "../../contract/frame";

const isThing = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * `held` where `told` says the same, else `told` with every piece that is as it was replaced by the held one. It is done within
 * `told`, which nobody else has: at each frame, copies would cost more than the comparison.
 */
function share<T>(held: unknown, told: T): T;
function share(held: unknown, told: unknown): unknown {
  if (Array.isArray(told)) return Array.isArray(held) ? shareList(held, told) : told;
  if (!isThing(held) || !isThing(told) || Array.isArray(held)) return told;
  const keys = Object.keys(told);
  let same = keys.length === Object.keys(held).length;
  for (const key of keys) {
    const before = held[key];
    if (before === told[key]) continue;
    told[key] = share(before, told[key]);
    if (told[key] !== before) same = false;
  }
  return same ? held : told;
}

function shareList(held: readonly unknown[], told: unknown[]): readonly unknown[] {
  let same = held.length === told.length;
  for (let i = 0; i < told.length; i += 1) {
    told[i] = share(held[i], told[i]);
    if (told[i] !== held[i]) same = false;
  }
  return same ? held : told;
}

/**
 * The frame with all that is as it was, whole parts and pieces of them, replaced by what is held already: a frame carries whole
 * things of which little has changed, a snapshot all of them, and only what has changed is to be drawn again. The frame itself is
 * changed.
 */
export function shareParts(state: LiveState | null, frame: Frame): Frame {
  if (state === null || frame.kind === "heartbeat" || frame.kind === "bye") return frame;
  const { installations, chargers, details, sent, addresses } = frame;
  return {
    ...frame,
    links: share(state.links, frame.links),
    installations: installations?.map((part) => share(state.installations[part.id], part)),
    chargers: chargers?.map((part) => share(state.chargers.get(part.deviceId), part)),
    details: details?.map((part) => share(state.details[part.deviceId], part)),
    sent: sent?.map(({ deviceId, ...said }) => ({ deviceId, ...share(state.sent[deviceId], said) })),
    addresses: addresses?.map((part) => ({
      deviceId: part.deviceId,
      addresses: share(state.addresses[part.deviceId], part.addresses),
    })),
  } as Frame;
}
