import type { Frame } from "../stream/frame";
import { sees, type Viewer } from "./audience";
import { chargersIn, type Interest } from "./interest";
import type { Sight } from "./sight";

const there = <T>(value: T | null): T[] => (value === null ? [] : [value]);

/** The snapshot that a stream of this interest begins with, as an object: a page's first data. */
export function snapshotFrame(
  sight: Sight,
  viewer: Viewer,
  interest: Interest,
  scopes: string[],
  now: number,
): Extract<Frame, { kind: "snapshot" }> {
  return {
    kind: "snapshot",
    rev: sight.rev(),
    at: now,
    scopes,
    links: sight.links(),
    installations: [...interest.installations].flatMap((id) => there(sight.installation(id))),
    chargers: chargersIn(sight, interest).flatMap((id) => there(sight.charger(id))),
    details: [...interest.chargers].flatMap((id) => there(sight.detail(id))),
    said: [...interest.said].flatMap((deviceId) => {
      const observations = sight.said(deviceId);
      return observations === null ? [] : [{ deviceId, observations }];
    }),
    ...(interest.firmware ? { firmware: sight.firmware(sees(viewer)) } : {}),
    ...(interest.support ? { support: sight.support() } : {}),
  };
}
