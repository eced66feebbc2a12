import type { InstallationId } from "../../lib/domain/ids";

/** An installation that the person may see, as the list of sessions needs it. */
export interface SessionPlace {
  id: InstallationId;
  name: string;
  /** IANA name. */
  timeZone: string;
  circuits: readonly { id: string; name: string }[];
}

/** How what sessions were at is named. */
export interface SessionPlaces {
  hasSeveral: boolean;
  installationName(id: InstallationId): string;
  zoneOf(id: InstallationId | null): string;
}

/**
 * The zone by whose days a choice is meant: that of its installation, else the one that all share.
 * @param own the reader's, where neither is known
 */
export function commonZone(places: readonly SessionPlace[], installation: InstallationId | null, own: string): string {
  const chosen = places.find(({ id }) => id === installation);
  if (chosen !== undefined) return chosen.timeZone;
  const [first, ...others] = new Set(places.map(({ timeZone }) => timeZone));
  return first !== undefined && others.length === 0 ? first : own;
}

export function placesOf(places: readonly SessionPlace[], own: string): SessionPlaces {
  const byId = new Map(places.map((place) => [place.id, place]));
  return {
    hasSeveral: places.length > 1,
    installationName: (id) => byId.get(id)?.name ?? id,
    zoneOf: (id) => (id === null ? undefined : byId.get(id)?.timeZone) ?? own,
  };
}
