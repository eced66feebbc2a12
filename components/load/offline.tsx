"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useLive, useOfCharger } from "../../lib/client/state/use-live";
import { offlineCourse } from "../../lib/domain/charger/offline-course";
import type { DeviceId } from "../../lib/domain/ids";
import type { NetworkType } from "../../lib/domain/topology";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  deviceId: DeviceId;
  /** Null: not known. */
  network: NetworkType | null;
}

/** What the charger does by itself when its connection is lost for long. */
export const Offline = memo(function Offline({ deviceId, network }: Props) {
  const t = useTranslations("load");
  const units = useUnits();
  const current = useLive(({ details }) => details[deviceId]?.offlineCurrentA ?? null);
  const terminals = useLive(({ details }) => details[deviceId]?.offlineTerminals?.value ?? null);
  const rotation = useOfCharger(deviceId, (charger) => charger.rotation);
  const course = offlineCourse(network, rotation ?? "RST", current?.value ?? null, terminals);
  if (course.kind === "unknown") return <p className="text-ink-3">{t("offlineUnknown")}</p>;
  if (course.kind === "stops") return <p>{t("offlineStops")}</p>;
  const { currentA, lines } = course;
  // A setting of the charger holds until it tells another.
  const amount = () => (
    <Value shown={units.limitA(currentA)} at={current?.at ?? null} old={false} label={t("offlineCurrent")} />
  );
  return (
    <p>
      {lines === null
        ? t.rich("offlineSomewhere", { amount })
        : t.rich("offlineOn", { amount, lines: lines.join(", ") })}
    </p>
  );
});
