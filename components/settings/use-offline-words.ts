import { useTranslations } from "next-intl";
import { useLive, useOfCharger } from "../../lib/client/state/use-live";
import { offlineCourse } from "../../lib/domain/charger/offline-course";
import type { DeviceId } from "../../lib/domain/ids";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";

/** What a charger does when its connection is lost for long, in words, by the current that it has then, A; null: not known. */
export function useOfflineWords(deviceId: DeviceId): (offlineA: number | null) => string {
  const t = useTranslations("chargerSettings");
  const units = useUnits();
  const entered = useLive(({ installations, chargers }) => {
    const id = chargers.get(deviceId)?.installationId ?? null;
    return id === null ? null : (installations[id]?.networkType ?? null);
  });
  const told = useLive(({ details }) => details[deviceId]?.networkType?.value ?? null);
  const terminals = useLive(({ details }) => details[deviceId]?.offlineTerminals?.value ?? null);
  const rotation = useOfCharger(deviceId, (charger) => charger.rotation);
  return (offlineA) => {
    const course = offlineCourse(entered ?? told, rotation ?? "RST", offlineA, terminals);
    if (course.kind === "unknown") return t("offlineUnknown");
    if (course.kind === "stops") return t("offlineNone");
    const value = inWords(units.limitA(course.currentA));
    const { lines } = course;
    return lines === null ? t("offlineSomewhere", { value }) : t("offlineDoes", { value, lines: lines.join(", ") });
  };
}
