"use client";

import { useTranslations } from "next-intl";
import { useInstallation, useLive } from "../../lib/client/state/use-live";
import type { InstallationId } from "../../lib/domain/ids";
import { InstallationAnomalies } from "../anomaly/installation-anomalies";
import { ChargerList } from "../charger/list/charger-list";
import { phasesAnchor } from "../installation/anchors";
import { CircuitCard } from "../installation/circuit-card";
import { StateBar } from "../installation/state-bar";
import { TotalPower } from "../installation/total-power";
import { Verdict } from "../installation/verdict";
import { TimeZoneProvider } from "../live/time-zone";
import { LinesProvider } from "../phase/lines";
import { PhasesPanel } from "../phase/phases-panel";
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
  const { name, timeZone, verdict, states, chargers, phases, networkType, circuits } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <LinesProvider network={networkType} existing={phases.existing}>
        <BackLink href="/">{t("installations.title")}</BackLink>
        <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div className="min-w-0">
            <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight sm:text-[1.75rem]">{name}</h1>
            <AsOf at={at} />
            <Verdict className="mt-1.5" verdict={verdict} lost />
          </div>
          <TotalPower
            installation={installation}
            stale
            className="font-semibold text-[2.25rem] leading-none tracking-tight"
          />
        </div>
        <div className="mb-4">
          <StateBar states={states} chargers={chargers} />
        </div>
        <InstallationAnomalies className="mb-4" installationId={id} />
        <section aria-label={t("installation.chargers")} className="card @container mb-4 min-w-0">
          <h2 className="sr-only">{t("installation.chargers")}</h2>
          {there < chargers && (
            <p className="p-4 text-[0.875rem] text-ink-2">{t("offline.partly", { n: there, all: chargers })}</p>
          )}
          {there > 0 && <ChargerList installationId={id} circuits={circuits} lost />}
        </section>
        <div className="grid items-start gap-4 md:grid-cols-2 2xl:grid-cols-3">
          <PhasesPanel id={phasesAnchor} title={t("phases.title")} phases={phases} network={networkType} stale />
          {circuits.map((circuit) => (
            <CircuitCard key={circuit.id} circuit={circuit} network={networkType} above={phases} stale />
          ))}
        </div>
      </LinesProvider>
    </TimeZoneProvider>
  );
}
