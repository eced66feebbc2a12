"use client";

import { useTranslations } from "next-intl";
import { useCharger, useInstallations } from "../../lib/client/state/use-live";
import { allLines } from "../../lib/domain/electrical/phase";
import type { DeviceId } from "../../lib/domain/ids";
import { ChargerAnomalies } from "../anomaly/charger-anomalies";
import { ChargerWarnings } from "../charger/charger-warnings";
import { NowCard } from "../charger/now-card";
import { TimeZoneProvider } from "../live/time-zone";
import { ChargerPhases } from "../phase/charger-phases";
import { LinesProvider } from "../phase/lines";
import { BackLink } from "../ui/back-link";
import { AsOf } from "./as-of";

interface Props {
  deviceId: DeviceId;
  at: number;
}

/** One charger as it was known last, without what needs the server. */
export function OfflineCharger({ deviceId, at }: Props) {
  const t = useTranslations("installations");
  const charger = useCharger(deviceId);
  const installation = useInstallations()?.[charger?.installationId ?? ""];
  if (charger === null) return null;
  return (
    <TimeZoneProvider timeZone={installation?.timeZone ?? null}>
      <LinesProvider network={installation?.networkType ?? null} existing={installation?.phases.existing ?? allLines}>
        <BackLink href={installation ? `/installations/${installation.id}` : "/"}>
          {installation?.name ?? t("title")}
        </BackLink>
        <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight sm:text-[1.75rem]">{charger.name}</h1>
        <p className="num mt-1 text-[0.875rem] text-ink-3">{deviceId}</p>
        <AsOf at={at} />
        <div className="mt-4 grid items-start gap-4 lg:grid-cols-2">
          <NowCard deviceId={deviceId} lost />
          <ChargerAnomalies deviceId={deviceId} lost />
          <ChargerWarnings deviceId={deviceId} lost />
          <ChargerPhases deviceId={deviceId} lost />
        </div>
      </LinesProvider>
    </TimeZoneProvider>
  );
}
