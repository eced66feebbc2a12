"use client";

import { useTranslations } from "next-intl";
import { memo, useDeferredValue, useMemo } from "react";
import { useLost } from "../../lib/client/state/use-connection";
import { useInstallation } from "../../lib/client/state/use-live";
import type { InstallationView } from "../../lib/contract/view";
import { isSinglePhase } from "../../lib/domain/electrical/phase";
import { InstallationAnomalies } from "../anomaly/installation-anomalies";
import { ChargerList } from "../charger/list/charger-list";
import { TimeZoneProvider } from "../live/time-zone";
import { inWords } from "../live/units";
import { useSame } from "../live/use-same";
import { useStale } from "../live/use-stale";
import { useUnits } from "../live/use-units";
import { LinesProvider } from "../phase/lines";
import { PhasesPanel } from "../phase/phases-panel";
import { Phasors } from "../phase/phasors";
import { AvailableSection } from "../settings/available-section";
import { BackLink } from "../ui/back-link";
import { phasesAnchor } from "./anchors";
import { CircuitCard } from "./circuit-card";
import { InstallationGone } from "./installation-gone";
import { JumpToChargers } from "./jump-to-chargers";
import { StateBar } from "./state-bar";
import { TotalPower } from "./total-power";
import { Verdict } from "./verdict";

interface Props {
  id: string;
  /** The person has more than this one: there is a way back to them. */
  several: boolean;
}

/** One installation: its lines, its circuits, its chargers. */
export function InstallationPage({ id, several }: Props) {
  // The sums above are many times the work of a charger's row, which must not wait for them.
  const installation = useDeferredValue(useInstallation(id));
  return installation ? <Shown installation={installation} several={several} /> : <InstallationGone />;
}

const Shown = memo(function Shown({ installation, several }: Omit<Props, "id"> & { installation: InstallationView }) {
  const t = useTranslations();
  const units = useUnits();
  const lost = useLost();
  const stale = useStale();
  const states = useSame(installation.states);
  const names = useSame(Object.fromEntries(installation.circuits.map(({ id, name }) => [id, name])));
  const circuitNames = useMemo(() => Object.entries(names).map(([id, name]) => ({ id, name })), [names]);
  const { id, name, networkType, mainFuseA, phases, circuits, timeZone, verdict } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <LinesProvider network={networkType} existing={phases.existing}>
        {several && <BackLink href="/">{t("installations.title")}</BackLink>}
        <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 sm:mb-5">
          <div className="min-w-0 max-w-full">
            <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight sm:text-[1.75rem]">{name}</h1>
            <Verdict className="mt-2" verdict={verdict} lost={lost} />
            <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.875rem] text-ink-3">
              <span>{t(`grid.${networkType}`)}</span>
              <span>{t("installation.mainFuse", { value: inWords(units.limitA(mainFuseA)) })}</span>
            </div>
          </div>
          <TotalPower
            installation={installation}
            stale={stale}
            className="font-semibold text-[2.25rem] leading-none tracking-tight sm:text-[2.75rem]"
          />
          <JumpToChargers chargers={installation.chargers} />
        </div>
        <div className="mb-4 sm:mb-5">
          <StateBar states={states} chargers={installation.chargers} />
        </div>
        <InstallationAnomalies className="mb-4 sm:mb-5" installationId={id} />
        <div className="grid items-start gap-4 2xl:grid-cols-[27rem_minmax(0,1fr)]">
          <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(17.5rem,1fr))] 2xl:grid-cols-1">
            <PhasesPanel
              id={phasesAnchor}
              title={t("phases.title")}
              phases={phases}
              network={networkType}
              stale={stale}
              className="has-data-phasors:col-span-full md:max-lg:col-span-2"
            >
              {!isSinglePhase(networkType) && <Phasors installationId={id} stale={stale} />}
            </PhasesPanel>
            {circuits.map((circuit) => (
              <CircuitCard key={circuit.id} circuit={circuit} network={networkType} above={phases} stale={stale} />
            ))}
            <AvailableSection className="col-span-full" installationId={id} stale={stale} />
          </div>
          <section id="chargers" aria-label={t("installation.chargers")} className="card @container min-w-0">
            <h2 className="sr-only">{t("installation.chargers")}</h2>
            <ChargerList installationId={id} circuits={circuitNames} lost={lost} />
          </section>
        </div>
      </LinesProvider>
    </TimeZoneProvider>
  );
});
