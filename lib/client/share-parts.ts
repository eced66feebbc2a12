import { replaceEqualDeep } from "@tanstack/react-query";
import type { Frame, LiveState } from "../stream/frame";

/**
 * The frame with all that is as it was, whole parts and pieces of them, replaced by what is held already: a delta carries whole
 * things of which little has changed, and only what has changed is to be drawn again.
 */
export function shareParts(state: LiveState | null, frame: Frame): Frame {
  if (state === null || frame.kind !== "delta") return frame;
  const { installations, chargers, details, said } = frame;
  return {
    ...frame,
    installations: installations?.map((part) => replaceEqualDeep(state.installations[part.id], part)),
    chargers: chargers?.map((part) => replaceEqualDeep(state.chargers[part.deviceId], part)),
    details: details?.map((part) => replaceEqualDeep(state.details[part.deviceId], part)),
    said: said?.map(({ deviceId, observations }) => ({
      deviceId,
      observations: replaceEqualDeep(state.said[deviceId], observations),
    })),
  };
}
