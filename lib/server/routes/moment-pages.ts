import { notFound } from "next/navigation";
import { allLines, existingLines, type LineIndex } from "../../domain/electrical/phase";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Rotation } from "../../domain/topology";
import { runningLive } from "../app/running-live";
import type { KnownPerson } from "../auth/people";
import { installationsOf, placeOf } from "./page";

/** What a page of a moment needs to know of an installation; another's is not there (404). */
export function momentInstallation(person: KnownPerson, id: InstallationId) {
  if (!installationsOf(person).some((one) => one.id === id)) notFound();
  const { installations, circuits, chargers } = runningLive().topology();
  const { name, timeZone, networkType, mainFuseA } = installations.find((one) => one.id === id) ?? notFound();
  const own = new Set(circuits.filter(({ installationId }) => installationId === id).map((circuit) => circuit.id));
  const rotations = chargers.filter(({ circuitId }) => own.has(circuitId ?? "")).map(({ rotation }) => rotation);
  return { id, name, timeZone, networkType, mainFuseA, lines: existingLines(networkType, rotations) };
}

/** The same of a charger. Call it for what the person may see only. */
export function momentCharger(deviceId: DeviceId) {
  const { installation, circuit } = placeOf(deviceId);
  const rotations: Rotation[] = runningLive()
    .topology()
    .chargers.flatMap((charger) => (charger.deviceId === deviceId ? [charger.rotation] : []));
  const lines: readonly LineIndex[] =
    installation === null ? allLines : existingLines(installation.networkType, rotations);
  return { deviceId, installation, circuitName: circuit?.name ?? null, lines };
}
