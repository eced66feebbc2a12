"use client";

import { ArrowDown, ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useLost } from "../../lib/client/use-connection";
import { useChargers, useInstallation } from "../../lib/client/use-live";
import { ChargerList } from "../charger/charger-list";
import { TimeZoneProvider } from "../live/time-zone";
import { inWords } from "../live/units";
import { useStale } from "../live/use-stale";
import { useUnits } from "../live/use-units";
import { SumMeters } from "../phase/sum-meters";
import { Section } from "../ui/section";
import { CircuitCard } from "./circuit-card";
import { InstallationGone } from "./installation-gone";
import { StateBar } from "./state-bar";
import { TotalPower } from "./total-power";
import { TroubleMark } from "./trouble-mark";

interface Props {
  id: string;
  /** The person has more than this one: there is a way back to them. */
  several: boolean;
}

/** One installation: its lines, its circuits, its chargers. */
export function InstallationPage({ id, several }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const installation = useInstallation(id);
  const all = useChargers();
  const lost = useLost();
  const stale = useStale();
  const chargers = useMemo(
    () => Object.values(all ?? {}).filter((charger) => charger.installationId === id),
    [all, id],
  );
  if (installation === null) return <InstallationGone />;
  const { name, networkType, mainFuseA, phases, circuits, timeZone, trouble, states } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      {several && (
        <Link
          href="/"
          prefetch={false}
          className="reach -ml-1 mb-1 inline-flex min-h-8 items-center gap-1 font-medium text-[0.875rem] text-ink-2 hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t("installations.title")}
        </Link>
      )}
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 sm:mb-5">
        <div className="min-w-0">
          <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight sm:text-[1.75rem]">{name}</h1>
          <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.875rem] text-ink-3">
            <TroubleMark trouble={trouble} />
            <span>{t(`grid.${networkType}`)}</span>
            <span>{t("installation.mainFuse", { value: inWords(units.limitA(mainFuseA)) })}</span>
          </div>
        </div>
        <TotalPower
          installation={installation}
          stale={stale}
          className="font-semibold text-[2.25rem] leading-none tracking-tight sm:text-[2.75rem]"
        />
        <a
          href="#chargers"
          className="inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-surface px-4 font-medium text-[0.875rem] md:hidden"
        >
          {t("installations.chargers", { n: installation.chargers })}
          <ArrowDown aria-hidden="true" className="size-4" />
        </a>
      </div>
      <div className="mb-4 sm:mb-5">
        <StateBar states={states} chargers={installation.chargers} />
      </div>
      <div className="grid items-start gap-4 2xl:grid-cols-[27rem_minmax(0,1fr)]">
        <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(17.5rem,1fr))] 2xl:grid-cols-1">
          <Section title={t("phases.title")} className="md:max-lg:col-span-2">
            <SumMeters phases={phases} stale={stale} />
          </Section>
          {circuits.map((circuit) => (
            <CircuitCard key={circuit.id} circuit={circuit} stale={stale} />
          ))}
        </div>
        <section id="chargers" aria-label={t("installation.chargers")} className="card @container min-w-0">
          <h2 className="sr-only">{t("installation.chargers")}</h2>
          <ChargerList chargers={chargers} circuits={circuits} lost={lost} />
        </section>
      </div>
    </TimeZoneProvider>
  );
}
