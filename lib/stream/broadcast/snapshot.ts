import type { Frame } from "../../contract/frame";
import type { Scope } from "../../domain/access/scope";
import { interestOf } from "../interest";
import { scopeNames, sees, type Viewer } from "./audience";
import type { FleetReader } from "./fleet-reader";
import { chargersIn, installationsIn, visible } from "./frame-parts";

const there = <T>(value: T | null): T[] => (value === null ? [] : [value]);

/** The snapshot that a stream of these scopes begins with, as an object: a page's first data. */
export function snapshotFrame(
  fleetReader: FleetReader,
  viewer: Viewer,
  scopes: readonly Scope[],
  now: number,
): Extract<Frame, { kind: "snapshot" }> {
  const interest = interestOf(scopes);
  const support = viewer.role === "support";
  return {
    kind: "snapshot",
    rev: fleetReader.rev(),
    at: now,
    scopes: scopeNames(scopes),
    links: fleetReader.links(),
    installations: installationsIn(fleetReader, viewer, interest).flatMap((id) => there(fleetReader.installation(id))),
    chargers: chargersIn(fleetReader, viewer, interest).flatMap((id) => there(fleetReader.charger(id))),
    details: visible(fleetReader, viewer, interest.details).flatMap((id) => there(fleetReader.detail(id))),
    said: [...(support ? interest.said : [])].flatMap((deviceId) => {
      const observations = fleetReader.sentObservations(deviceId);
      return observations === null ? [] : [{ deviceId, observations }];
    }),
    ...(interest.firmware ? { firmware: fleetReader.firmware(sees(viewer)) } : {}),
    ...(interest.support && support ? { support: fleetReader.support() } : {}),
  };
}
