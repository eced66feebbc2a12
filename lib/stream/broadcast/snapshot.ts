import type { Frame } from "../../contract/frame";
import type { Actor } from "../../domain/access/actor";
import type { Scope } from "../../domain/access/scope";
import { interestOf } from "../interest";
import { scopeNames, sees, seesSaid, seesSupport } from "./audience";
import type { Sight } from "./fleet-reader";
import { chargersIn, installationsIn, visible } from "./frame-parts";

const there = <T>(value: T | null): T[] => (value === null ? [] : [value]);

/** The snapshot that a stream of these scopes begins with, as an object: a page's first data. */
export function snapshotFrame(
  sight: Sight,
  viewer: Actor,
  scopes: readonly Scope[],
  now: number,
): Extract<Frame, { kind: "snapshot" }> {
  const interest = interestOf(scopes);
  return {
    kind: "snapshot",
    rev: sight.rev(),
    at: now,
    scopes: scopeNames(scopes),
    links: sight.links(),
    installations: installationsIn(sight, viewer, interest).flatMap((id) => there(sight.installation(id))),
    chargers: chargersIn(sight, viewer, interest).flatMap((id) => there(sight.charger(id))),
    details: visible(sight, viewer, interest.details).flatMap((id) => there(sight.detail(id))),
    said: [...interest.said].filter(seesSaid(sight, viewer)).flatMap((deviceId) => {
      const observations = sight.said(deviceId);
      return observations === null ? [] : [{ deviceId, observations }];
    }),
    ...(interest.firmware ? { firmware: sight.firmware(sees(viewer)) } : {}),
    ...(interest.support && seesSupport(viewer) ? { support: sight.support() } : {}),
  };
}
