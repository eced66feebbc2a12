import type { Frame, LiveState } from "../../contract/frame";

/** A snapshot frame that says all that `state` holds: what a tab gets that joins a stream which already runs. */
export function snapshotOf(state: LiveState, scopes: readonly string[]): Frame {
  return {
    kind: "snapshot",
    rev: state.rev,
    at: state.at,
    scopes: [...scopes],
    links: state.links,
    installations: Object.values(state.installations),
    chargers: [...state.chargers.values()],
    details: Object.values(state.details),
    said: Object.entries(state.said).map(([deviceId, observations]) => ({ deviceId, observations })),
    ...(state.firmware === null ? {} : { firmware: state.firmware }),
    ...(state.support === null ? {} : { support: state.support }),
  };
}
