"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { useNow } from "../../lib/client/use-now";
import type { ChargerView, HistoryPoint } from "../../lib/domain/view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { phaseLooks } from "../phase/phase-look";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import type { Series } from "./history-plot";
import { HistoryTable } from "./history-table";
import { thin } from "./thin";
import { useHistory } from "./use-history";

const HistoryPlot = dynamic(() => import("./history-plot"), {
  ssr: false,
  loading: () => <div className="h-[132px] animate-pulse rounded-xl bg-sunken motion-reduce:animate-none" />,
});

const mostPoints = 300;
const lineSeries: readonly Series[] = [
  { name: "L1", column: 2, color: "var(--l1)" },
  { name: "L2", column: 3, color: "var(--l2)", dash: "7 3" },
  { name: "L3", column: 4, color: "var(--l3)", dash: "2 3" },
];

/** Less than a point on the screen, of an hour. */
const stepMs = 10_000;

const most = (points: readonly HistoryPoint[], column: 1 | 2 | 3 | 4) => {
  const known = points.flatMap((point) => point[column] ?? []);
  return known.length === 0 ? null : Math.max(...known);
};

interface Props {
  charger: ChargerView;
  lost: boolean;
  className?: string;
}

/** Power and line currents of the last hour, as a picture and as a table. */
export function HistorySection({ charger, lost, className }: Props) {
  const t = useTranslations("history");
  const units = useUnits();
  // What the charger says now is drawn before its picture.
  const now = useDeferredValue(useNow(stepMs));
  const [table, setTable] = useState(false);
  const { points, pending, failed, retry } = useHistory(charger, lost, now);
  const drawn = useMemo(() => thin(points, mostPoints), [points]);
  const powerSeries = useMemo<Series[]>(() => [{ name: t("power"), column: 1, color: "var(--accent)" }], [t]);
  const summary = useMemo(() => {
    const powerMost = most(points, 1);
    if (powerMost === null) return t("nothing");
    const currents = phaseLooks
      .map(({ name }, i) => ({ name, value: most(points, ([2, 3, 4] as const)[i] ?? 2) }))
      .map(({ name, value }) => `${name} ${value === null ? t("unknown") : inWords(units.currentA(value))}`);
    return t("summary", { power: inWords(units.powerW(powerMost)), currents: currents.join(", ") });
  }, [points, units, t]);
  return (
    <Section
      className={className}
      title={t("title")}
      aside={
        <button type="button" aria-expanded={table} onClick={() => setTable(!table)} className="reach underline">
          {table ? t("hideTable") : t("showTable")}
        </button>
      }
    >
      {failed && (
        <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
          {t("failed")}
          <Button onClick={() => void retry()}>{t("again")}</Button>
        </div>
      )}
      <figure aria-busy={pending}>
        <figcaption className="num mb-2 text-[0.8125rem] text-ink-3">{summary}</figcaption>
        <div aria-hidden="true">
          <p className="mb-1 font-medium text-[0.8125rem] text-ink-2">{t("powerAxis")}</p>
          <HistoryPlot points={drawn} series={powerSeries} kind="power" now={now} />
          <p className="mt-3 mb-1 flex flex-wrap gap-x-4 font-medium text-[0.8125rem] text-ink-2">
            {t("currentAxis")}
            {phaseLooks.map(({ name, text }, i) => (
              <span key={name} className={`inline-flex items-center gap-1.5 ${text}`}>
                <svg width="22" height="4" aria-hidden="true" role="presentation">
                  <line
                    x1="0"
                    y1="2"
                    x2="22"
                    y2="2"
                    stroke="currentColor"
                    strokeWidth="2.5"
                    strokeDasharray={lineSeries[i]?.dash}
                  />
                </svg>
                {name}
              </span>
            ))}
          </p>
          <HistoryPlot points={drawn} series={lineSeries} kind="current" now={now} limitA={charger.limitA} />
        </div>
      </figure>
      {table && <HistoryTable points={drawn} />}
    </Section>
  );
}
