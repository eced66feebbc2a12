import type { Frame, LiveState } from "../stream/frame";

const isThing = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * `held` where `told` says the same, else `told` with every piece that is as it was replaced by the held one. It is done within
 * `told`, which nobody else has: at each frame, copies would cost more than the comparison.
 */
function share<T>(held: unknown, told: T): T;
function share(held: unknown, told: unknown): unknown {
  if (!isThing(held) || !isThing(told) || Array.isArray(held) !== Array.isArray(told)) return told;
  let size = 0;
  let same = true;
  for (const key in told) {
    size += 1;
    const before = held[key];
    const after = told[key];
    if (before === after) {
      if (after === undefined && !Object.hasOwn(held, key)) same = false;
      continue;
    }
    const shared = share(before, after);
    told[key] = shared;
    if (shared !== before) same = false;
  }
  return same && size === Object.keys(held).length ? held : told;
}

/**
 * The frame with all that is as it was, whole parts and pieces of them, replaced by what is held already: a delta carries whole
 * things of which little has changed, and only what has changed is to be drawn again. The frame itself is changed.
 */
export function shareParts(state: LiveState | null, frame: Frame): Frame {
  if (state === null || frame.kind !== "delta") return frame;
  const { installations, chargers, details, said } = frame;
  return {
    ...frame,
    installations: installations?.map((part) => share(state.installations[part.id], part)),
    chargers: chargers?.map((part) => share(state.chargers[part.deviceId], part)),
    details: details?.map((part) => share(state.details[part.deviceId], part)),
    said: said?.map(({ deviceId, observations }) => ({
      deviceId,
      observations: share(state.said[deviceId], observations),
    })),
  };
}
