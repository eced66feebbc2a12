"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { NowAllocated, NowPower } from "./now-values";
import { PresenceStatus } from "./presence-status";
import { StateStatus } from "./state-status";

interface Props {
  deviceId: DeviceId;
  lost: boolean;
  className?: string;
}

/** What is read first of a charger: its state, its power, whether it can be heard, what it warns of. */
export const NowCard = memo(function NowCard({ deviceId, lost, className = "" }: Props) {
  const t = useTranslations();
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  const state = useOfCharger(deviceId, (charger) => charger.state);
  const warnings = useOfCharger(deviceId, (charger) => charger.warnings) ?? [];
  if (presence === null || state === null) return null;
  const old = lost || presence !== "online";
  return (
    <div className={`card p-4 sm:p-5 ${className}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <StateStatus state={state} presence={presence} lost={lost} />
        <div className="text-right max-sm:text-left">
          <NowPower deviceId={deviceId} old={old} />
          <NowAllocated deviceId={deviceId} old={old} />
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <PresenceStatus deviceId={deviceId} />
        {warnings.length > 0 && (
          <p className="inline-flex items-center gap-2 rounded-xl bg-bad-soft px-3 py-2 text-[0.875rem] text-bad">
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
            <span>
              <span className="font-semibold">{t("charger.warnings")}</span> {warnings.join(", ")}
            </span>
          </p>
        )}
      </div>
    </div>
  );
});
