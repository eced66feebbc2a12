import type { Actor } from "../../domain/access/actor";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Folded } from "../coalesce";
import type { Interest } from "../interest";
import { sees, seesSaid, seesSupport } from "./audience";
import type { Sight } from "./fleet-reader";
import type { Texts } from "./frame-cache";

/** The installations that an interest shows to a viewer: the right to each is looked at here, whatever was asked. */
export function installationsIn(sight: Sight, viewer: Actor, interest: Interest): InstallationId[] {
  const ids = interest.fleet ? sight.installationIds() : [...interest.installations];
  return ids.filter(sees(viewer));
}

/** The chargers that an interest shows to a viewer, each once. */
export function chargersIn(sight: Sight, viewer: Actor, interest: Interest): DeviceId[] {
  const ids = new Set<DeviceId>();
  for (const installationId of interest.installations) for (const id of sight.chargersOf(installationId)) ids.add(id);
  for (const id of interest.details) ids.add(id);
  return visible(sight, viewer, ids);
}

/** Those that are there and that the viewer may see. */
export function visible(sight: Sight, viewer: Actor, ids: Iterable<DeviceId>): DeviceId[] {
  const may = sees(viewer);
  return [...ids].filter((id) => {
    const installationId = sight.installationOf(id);
    return installationId !== undefined && may(installationId);
  });
}

function list(name: string, texts: readonly (string | null)[]): string[] {
  const there = texts.filter((text) => text !== null);
  return there.length === 0 ? [] : [`"${name}":[${there.join(",")}]`];
}

function tables(texts: Texts, viewer: Actor, wanted: { firmware: boolean; support: boolean }): string[] {
  return [
    ...(wanted.firmware ? [`"firmware":${texts.firmware(viewer)}`] : []),
    ...(wanted.support && seesSupport(viewer) ? [`"support":${texts.support()}`] : []),
  ];
}

/** The members of a snapshot, as JSON text. */
export function snapshotParts(sight: Sight, texts: Texts, viewer: Actor, interest: Interest): string[] {
  const none = (name: string, texts: string[]) => (texts.length === 0 ? [`"${name}":[]`] : texts);
  const details = visible(sight, viewer, interest.details);
  return [
    `"links":${texts.links()}`,
    ...none("installations", list("installations", installationsIn(sight, viewer, interest).map(texts.installation))),
    ...none("chargers", list("chargers", chargersIn(sight, viewer, interest).map(texts.charger))),
    ...none("details", list("details", details.map(texts.detail))),
    ...none("said", list("said", [...interest.said].filter(seesSaid(sight, viewer)).map(texts.said))),
    ...tables(texts, viewer, interest),
  ];
}

/** The members of a delta, as JSON text; empty: there is nothing in it for this viewer. */
export function deltaParts(sight: Sight, texts: Texts, viewer: Actor, folded: Folded): string[] {
  return [
    ...(folded.links ? [`"links":${texts.links()}`] : []),
    ...list("installations", [...folded.installations].filter(sees(viewer)).map(texts.installation)),
    ...list("chargers", visible(sight, viewer, folded.chargers).map(texts.charger)),
    ...list("details", visible(sight, viewer, folded.details).map(texts.detail)),
    ...list("said", [...folded.said].filter(seesSaid(sight, viewer)).map(texts.said)),
    ...tables(texts, viewer, folded),
  ];
}
