import { type ChargerIdFault, chargerIdOf, isChargerId, longestChargerId } from "./charger-id";

const words: Record<Exclude<ChargerIdFault, "badDialect">, string> = {
  noIdentity: "names no charger after its dialect",
  notUnicode: "is no Unicode text",
  notSerial: "is not a serial number such as ZPR000042, written alone",
  badConnector:
    "has a connector that is no number from 1 to 99 (a colon in what the charger calls itself is written ~3A)",
  tooLong: `is longer than ${longestChargerId} characters`,
};
const neither = "is neither a serial number such as ZPR000042 nor an id such as ocpp16:garage-1 or ocpp16:garage-1:2";

/** Why a text that a person wrote is no charger's id, and how it has to be written, in words; null: it is one. */
export function chargerIdFault(text: string): string | null {
  if (isChargerId(text)) return null;
  const [, dialect, identity, number] = /^([a-z][a-z0-9-]*):(.*?)(?::(\d+))?$/su.exec(text) ?? [];
  if (dialect === undefined || identity === undefined) return neither;
  const made = chargerIdOf(dialect, identity, number === undefined ? null : Number(number));
  if ("id" in made) return `is written ${made.id} as an id of a charger`;
  return made.fault === "badDialect" ? neither : words[made.fault];
}
