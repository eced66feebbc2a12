"use client";

import { Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useLive, useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useTime } from "../live/use-time";

interface Props {
  deviceId: DeviceId;
  /** The page's stream is gone. */
  lost: boolean;
}

/** That a charger's connection begins too often, what that may be, and for support from where it came; nothing while it is calm. */
export const ChargerFlapping = memo(function ChargerFlapping({ deviceId, lost }: Props) {
  const t = useTranslations("flapping");
  const todoTitle = useTranslations("anomalies")("todoTitle");
  const time = useTime();
  const flapping = useOfCharger(deviceId, (charger) => charger.flapping);
  const addresses = useLive((state) => state.addresses[deviceId] ?? null);
  if (flapping === null) return null;
  const { since, times, takenOver } = flapping;
  const kind = takenOver ? "takenOver" : "breaks";
  const title = t(`${kind}.title`);
  return (
    <section aria-label={title} className={`card border-bad/60 p-4 sm:p-5 ${lost ? "old" : ""}`}>
      <h2 className="mb-3 flex items-center gap-2 font-semibold text-[0.9375rem] text-bad">
        <Unplug aria-hidden="true" className="size-4 shrink-0" />
        {title}
      </h2>
      <p className="text-ink-2">{t(`${kind}.means`, { times, time: time(since) })}</p>
      <p className="mt-1.5">
        <span className="font-semibold">{todoTitle}:</span> {t(`${kind}.todo`, { serial: deviceId })}
      </p>
      {addresses && addresses.length > 0 && (
        <p className="num mt-1.5 wrap-anywhere text-ink-2">
          {t("addresses", { n: addresses.length, addresses: addresses.join(", ") })}
        </p>
      )}
    </section>
  );
});
