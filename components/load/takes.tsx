"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

/** A car that takes less than it could have, or more than it may: what becomes of the difference. */
export const Takes = memo(function Takes({ deviceId, old }: { deviceId: DeviceId; old: boolean }) {
  const t = useTranslations("load");
  const units = useUnits();
  const takes = useOfCharger(deviceId, ({ grant }) => grant?.takes ?? null);
  if (takes === null) return null;
  const { kind, currentA, at } = takes;
  return (
    <p className={`mt-1 ${kind === "more" ? "text-bad" : "text-ink-2"}`}>
      {t.rich(kind === "more" ? "takesMore" : "takesLess", {
        amount: () => <Value shown={units.currentA(currentA)} at={at} old={old} label={t("measured")} />,
      })}
    </p>
  );
});
