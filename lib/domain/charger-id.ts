import type { DeviceId } from "./ids";

/**
 * What a charger's id is made of. A Zaptec charger's id is its serial number alone (`ZPR000001`, dialect `zaptec`); any other's is
 * `{dialect}:{identity}` or `{dialect}:{identity}:{connector}`, e.g. `ocpp16:garage~201:2` for connector 2 of `garage 1`.
 */
export interface ChargerId {
  /** The protocol that it speaks: a lower-case word. */
  dialect: string;
  /** What the charger calls itself in that protocol: any text. */
  identity: string;
  /** From 1 to 99; null: the id names the whole charger. */
  connector: number | null;
}

/** Why a charger has no id. */
export type ChargerIdFault = "badDialect" | "noIdentity" | "notUnicode" | "notSerial" | "badConnector" | "tooLong";

/** The most characters of an id. */
export const longestChargerId = 64;

/** All characters that an id can have: each stands for itself in a topic, in a segment of a URL, and in a query. */
export const idCharacters = /^[A-Za-z0-9._~:-]{1,64}$/;

/** Its chargers had ids before there were other dialects. */
const bareDialect = "zaptec";
const bare = /^[A-Z]{3}[0-9]{6}$/;
const dialectShape = /^[a-z][a-z0-9-]*$/;
const shape = /^([a-z][a-z0-9-]*):([A-Za-z0-9._~-]+)(?::([1-9][0-9]?))?$/;

/** The id of a charger, one for each different charger, or why it has none. Never throws. */
export function chargerIdOf(
  dialect: string,
  identity: string,
  connector: number | null = null,
): { id: DeviceId } | { fault: ChargerIdFault } {
  if (!dialectShape.test(dialect)) return { fault: "badDialect" };
  if (connector !== null && !(Number.isInteger(connector) && connector >= 1 && connector <= 99))
    return { fault: "badConnector" };
  if (dialect === bareDialect) {
    if (connector !== null) return { fault: "badConnector" };
    return bare.test(identity) ? { id: identity } : { fault: "notSerial" };
  }
  if (identity === "") return { fault: "noIdentity" };
  const safe = escapeIdentity(identity);
  if (safe === null) return { fault: "notUnicode" };
  const id = `${dialect}:${safe}${connector === null ? "" : `:${connector}`}`;
  return id.length > longestChargerId ? { fault: "tooLong" } : { id };
}

/** The parts of an id, of which `chargerIdOf` makes the same id; null: the text is no id. Never throws. */
export function parseChargerId(text: string): ChargerId | null {
  if (bare.test(text)) return { dialect: bareDialect, identity: text, connector: null };
  const [, dialect, safe, number] = shape.exec(text) ?? [];
  const identity = safe === undefined ? null : unescapeIdentity(safe);
  if (dialect === undefined || identity === null) return null;
  const parts = { dialect, identity, connector: number === undefined ? null : Number(number) };
  const made = chargerIdOf(parts.dialect, parts.identity, parts.connector);
  // Another spelling of the same identity would be a second id of the same charger.
  return "id" in made && made.id === text ? parts : null;
}

/** Whether a text is the id of a charger, in its only spelling. */
export function isChargerId(text: string): text is DeviceId {
  return parseChargerId(text) !== null;
}

/**
 * An identity with letters, digits, `.`, `_` and `-` as they are, and every other byte of its UTF-8 as `~` and two hexadecimal
 * digits: percent-encoding (RFC 3986, 2.1) with a sign that URLs do not encode again. Null: it holds half of a surrogate pair.
 */
function escapeIdentity(identity: string): string | null {
  try {
    const encoded = encodeURIComponent(identity);
    return encoded.replace(/[!~*'()]/g, (one) => `%${hex(one)}`).replaceAll("%", "~");
  } catch {
    return null;
  }
}

const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase();

function unescapeIdentity(safe: string): string | null {
  try {
    return decodeURIComponent(safe.replaceAll("~", "%"));
  } catch {
    // A stray `~`, or bytes that are no UTF-8.
    return null;
  }
}

/** Where a charger's page is; `/api` before it gives the charger's part of the API. */
export function chargerPath(deviceId: DeviceId): string {
  return `/chargers/${encodeURIComponent(deviceId)}`;
}

/** The id in a segment of a path, percent-encoded or not; null: it is none. */
export function chargerIdOfSegment(segment: string): DeviceId | null {
  try {
    const id = decodeURIComponent(segment);
    return isChargerId(id) ? id : null;
  } catch {
    // A stray percent sign.
    return null;
  }
}
