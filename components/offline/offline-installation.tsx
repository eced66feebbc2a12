"use client";

import { useTranslations } from "next-intl";
import { useInstallation, useLive } from "../../lib/client/state/use-live";
import type { InstallationId } from "../../lib/domain/ids";
import { ChargerList } from "../charger/list/charger-list";
import { ForElectricians } from "../installation/for-electricians";
import { InstallationParts } from "../installation/installation-parts";
import { Verdict } from "../installation/verdict";
import { TimeZoneProvider } from "../live/time-zone";
import { LinesProvider } from "../phase/lines";
import { BackLink } from "../ui/back-link";
import { AsOf } from "./as-of";

interface Props {
  id: InstallationId;
  at: number;
}

/** One installation as it was known last, without what needs the server. */
export function OfflineInstallation({ id, at }: Props) {
  const t = useTranslations();
  const installation = useInstallation(id);
  const there =
    useLive(({ chargers }) => [...chargers.values()].filter((each) => each.installationId === id).length) ?? 0;
  if (installation === null) return null;
  const { name, timeZone, verdict, chargers, phases, networkType, circuits } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <LinesProvider network={networkType} existing={phases.existing}>
        <BackLink href="/">{t("installations.title")}</BackLink>
        <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight">{name}</h1>
        <AsOf at={at} />
        <Verdict className="mt-1.5 mb-4" verdict={verdict} lost />
        <InstallationParts
          installation={installation}
          stale
          counted={there === chargers}
          chargers={
            <>
              {there < chargers && (
                <p className="p-4 text-[0.875rem] text-ink-2">{t("offline.partly", { n: there, all: chargers })}</p>
              )}
              {there > 0 && <ChargerList installationId={id} circuits={circuits} lost />}
            </>
          }
        >
          <ForElectricians installation={installation} first={false} stale />
        </InstallationParts>
      </LinesProvider>
    </TimeZoneProvider>
  );
}
