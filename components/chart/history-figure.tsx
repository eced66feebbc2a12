"use client";

import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import type { HistoryPoint } from "../../lib/contract/view";
import type { Triple } from "../../lib/domain/topology";
import { useLines } from "../phase/lines";
import { phaseLooks } from "../phase/phase-look";
import { HistoryPlot, type Series } from "./history-plot";

const lineSeries: Triple<Series> = [
  { name: "L1", column: 2, color: "var(--l1)" },
  { name: "L2", column: 3, color: "var(--l2)", dash: "7 3" },
  { name: "L3", column: 4, color: "var(--l3)", dash: "2 3" },
];

interface Props {
  points: readonly HistoryPoint[];
  /** What the picture shows, in words. */
  summary: string;
  now: number;
  limitA: number;
  pending: boolean;
}

/** The picture of the last hour: power above, currents below. */
export const HistoryFigure = memo(function HistoryFigure({ points, summary, now, limitA, pending }: Props) {
  const t = useTranslations("history");
  const powerSeries = useMemo<Series[]>(() => [{ name: t("power"), column: 1, color: "var(--accent)" }], [t]);
  const lines = useLines();
  const series = useMemo(() => lines.map((line) => lineSeries[line]), [lines]);
  return (
    <figure aria-busy={pending}>
      <figcaption className="num mb-2 text-[0.8125rem] text-ink-3">{summary}</figcaption>
      <div aria-hidden="true">
        <p className="mb-1 font-medium text-[0.8125rem] text-ink-2">{t("powerAxis")}</p>
        <HistoryPlot points={points} series={powerSeries} kind="power" now={now} />
        <p className="mt-3 mb-1 flex flex-wrap gap-x-4 font-medium text-[0.8125rem] text-ink-2">
          {t("currentAxis")}
          {lines.map((i) => (
            <span key={i} className={`inline-flex items-center gap-1.5 ${phaseLooks[i].text}`}>
              <svg width="22" height="4" aria-hidden="true" role="presentation">
                <line
                  x1="0"
                  y1="2"
                  x2="22"
                  y2="2"
                  stroke="currentColor"
                  strokeWidth="2.5"
                  strokeDasharray={lineSeries[i].dash}
                />
              </svg>
              {phaseLooks[i].name}
            </span>
          ))}
        </p>
        <HistoryPlot points={points} series={series} kind="current" now={now} limitA={limitA} />
      </div>
    </figure>
  );
});
