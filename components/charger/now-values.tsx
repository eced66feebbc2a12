"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  deviceId: DeviceId;
  old: boolean;
}

/** The power that a charger gives now. */
export const NowPower = memo(function NowPower({ deviceId, old }: Props) {
  const t = useTranslations("value");
  const units = useUnits();
  const powerW = useOfCharger(deviceId, (charger) => charger.powerW);
  return (
    <p className="font-semibold text-[2.5rem] leading-none tracking-tight">
      <Value
        tellsAges
        shown={powerW && units.powerW(powerW.value)}
        at={powerW?.at ?? null}
        old={old || powerW?.old === true}
        label={t("power")}
        unitClassName="text-[0.5em] text-ink-3"
      />
    </p>
  );
});
