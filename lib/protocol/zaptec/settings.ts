import type { ChargerSettings } from "../charger-order";

/** The settings of a twin are texts by observation id: `{"Settings":{"523":"16"}}`. */
const offlineCurrentId = "523";

/** The patch of a twin's desired part that sets these. */
export function desired({ offlineCurrentA }: ChargerSettings): { Settings: { [id: string]: string } } {
  return { Settings: { [offlineCurrentId]: String(offlineCurrentA) } };
}

/** The offline current in a twin's document, A; null: not set. */
export function offlineCurrentA(document: unknown): number | null {
  if (typeof document !== "object" || document === null || !("Settings" in document)) return null;
  const settings = document.Settings;
  if (typeof settings !== "object" || settings === null) return null;
  const set: unknown = Reflect.get(settings, offlineCurrentId);
  return typeof set === "string" && Number.isFinite(Number(set)) ? Number(set) : null;
}
