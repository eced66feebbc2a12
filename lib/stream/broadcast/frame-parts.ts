import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Coalesced } from "../coalesce";
import type { Interest } from "../interest";
import { sees, type Viewer } from "./audience";
import type { FleetReader } from "./fleet-reader";
import type { FrameCache } from "./frame-cache";

/** The installations that an interest shows to a viewer: the right to each is looked at here, whatever was asked. */
export function installationsIn(fleetReader: FleetReader, viewer: Viewer, interest: Interest): InstallationId[] {
  const ids = interest.fleet ? fleetReader.installationIds() : [...interest.installations];
  return ids.filter(sees(viewer));
}

/** The chargers that an interest shows to a viewer, each once. */
export function chargersIn(fleetReader: FleetReader, viewer: Viewer, interest: Interest): DeviceId[] {
  const ids = new Set<DeviceId>();
  for (const installationId of interest.installations)
    for (const id of fleetReader.chargersOf(installationId)) ids.add(id);
  for (const id of interest.details) ids.add(id);
  return visible(fleetReader, viewer, ids);
}

/** Those that are there and that the viewer may see. */
export function visible(fleetReader: FleetReader, viewer: Viewer, ids: Iterable<DeviceId>): DeviceId[] {
  const may = sees(viewer);
  return [...ids].filter((id) => {
    const installationId = fleetReader.installationOf(id);
    return installationId !== undefined && may(installationId);
  });
}

function list(name: string, frameCache: readonly (string | null)[]): string[] {
  const there = frameCache.filter((text) => text !== null);
  return there.length === 0 ? [] : [`"${name}":[${there.join(",")}]`];
}

function tables(frameCache: FrameCache, viewer: Viewer, wanted: { firmware: boolean; support: boolean }): string[] {
  return [
    ...(wanted.firmware ? [`"firmware":${frameCache.firmware(viewer)}`] : []),
    ...(wanted.support && viewer.role === "support" ? [`"support":${frameCache.support()}`] : []),
  ];
}

/** The members of a snapshot, as JSON text. */
export function snapshotParts(
  fleetReader: FleetReader,
  frameCache: FrameCache,
  viewer: Viewer,
  interest: Interest,
): string[] {
  const none = (name: string, frameCache: string[]) => (frameCache.length === 0 ? [`"${name}":[]`] : frameCache);
  const details = visible(fleetReader, viewer, interest.details);
  return [
    `"links":${frameCache.links()}`,
    ...none(
      "installations",
      list("installations", installationsIn(fleetReader, viewer, interest).map(frameCache.installation)),
    ),
    ...none("chargers", list("chargers", chargersIn(fleetReader, viewer, interest).map(frameCache.charger))),
    ...none("details", list("details", details.map(frameCache.detail))),
    ...none("said", list("said", viewer.role === "support" ? [...interest.said].map(frameCache.said) : [])),
    ...tables(frameCache, viewer, interest),
  ];
}

/** The members of a delta, as JSON text; empty: there is nothing in it for this viewer. */
export function deltaParts(
  fleetReader: FleetReader,
  frameCache: FrameCache,
  viewer: Viewer,
  coalesced: Coalesced,
): string[] {
  return [
    ...(coalesced.links ? [`"links":${frameCache.links()}`] : []),
    ...list("installations", [...coalesced.installations].filter(sees(viewer)).map(frameCache.installation)),
    ...list("chargers", visible(fleetReader, viewer, coalesced.chargers).map(frameCache.charger)),
    ...list("details", visible(fleetReader, viewer, coalesced.details).map(frameCache.detail)),
    ...list("said", viewer.role === "support" ? [...coalesced.said].map(frameCache.said) : []),
    ...tables(frameCache, viewer, coalesced),
  ];
}
