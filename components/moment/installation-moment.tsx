"use client";

import { useTranslations } from "next-intl";
import type { InstallationMoment, MomentSum } from "../../lib/contract/moment";
import { NotRead } from "../kept/not-read";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { MomentChargers } from "./moment-chargers";
import { MomentLines } from "./moment-lines";
import { MomentNotes } from "./moment-notes";
import type { MomentInstallation } from "./places";
import { useInstallationMoment } from "./use-moment";

interface Props {
  installation: MomentInstallation;
  at: number;
}

/** What an installation, its circuits and its chargers did at a moment. */
export default function InstallationMomentView({ installation: { id, mainFuseA, lines }, at }: Props) {
  const t = useTranslations();
  const { data, error, isPending, refetch } = useInstallationMoment(id, at);
  if (isPending) return <Skeleton className="h-96" />;
  if (data === undefined) return <NotRead title={t("moment.failed")} error={error} again={() => void refetch()} />;
  const { isWatched, chargers, circuits } = data;
  const of = (sums: InstallationMoment["lines"]) => (line: 0 | 1 | 2) => ({
    currentA: sums[line].value,
    atLeast: sums[line].atLeast,
  });
  return (
    <>
      <MomentNotes isWatched={isWatched} chargers={chargers} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <MomentChargers chargers={chargers} lines={lines} at={at} />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 max-lg:row-start-1">
          <Section title={t("phases.title")} aside={<Power sum={data.powerW} />}>
            <MomentLines lines={lines} limitA={mainFuseA} of={of(data.lines)} />
          </Section>
          {circuits.map((circuit) => (
            <Section key={circuit.id} title={t("installation.circuitTitle", { name: circuit.name })}>
              <MomentLines lines={lines} limitA={circuit.fuseA} of={of(circuit.lines)} />
            </Section>
          ))}
        </div>
      </div>
      <p className="mt-4 text-[0.8125rem] text-ink-3">{t("moment.asEntered")}</p>
    </>
  );
}

function Power({ sum: { value, atLeast } }: { sum: MomentSum }) {
  const t = useTranslations();
  const units = useUnits();
  const text = value === null ? null : inWords(units.powerW(value));
  return (
    <span className="num">
      {t("moment.power")}{" "}
      <span className="font-semibold text-ink">
        {text === null ? t("value.unknown") : atLeast ? t("phases.atLeast", { value: text }) : text}
      </span>
    </span>
  );
}
