"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SessionDetail } from "../../../lib/contract/sessions";
import { ScrollRegion } from "../../ui/scroll-region";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { useSessionWords } from "../use-session-words";
import { barsOf } from "./bars";

// The library that draws comes once the page stands.
const Picture = dynamic(async () => (await import("../../chart/bars")).Bars, {
  ssr: false,
  loading: () => <Skeleton className="h-[180px]" />,
});

interface Props {
  /** Of the session; null: unknown. */
  energyWh: number | null;
  quarters: SessionDetail["session"]["quarters"];
  timeZone: string;
}

/** When a session's energy flowed. What is shared out and not measured is hatched, and said to be. */
export function QuarterBars({ energyWh, quarters, timeZone }: Props) {
  const t = useTranslations("sessions.one");
  const words = useSessionWords();
  const [asTable, setAsTable] = useState(false);
  const { bars, stepMinutes } = barsOf(quarters ?? []);
  const most = Math.max(1, ...bars.map(({ wh }) => wh));
  const isEstimated = bars.some((bar) => bar.isEstimated);
  const unplacedWh = Math.max(0, (energyWh ?? 0) - bars.reduce((sum, { wh }) => sum + wh, 0));
  const first = bars[0];
  const last = bars.at(-1);
  return (
    <Section
      title={t("course")}
      aside={
        bars.length > 0 && (
          <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} className="reach underline">
            {t("asTable")}
          </button>
        )
      }
    >
      {first === undefined || last === undefined ? (
        <p className="text-[0.875rem] text-ink-3">
          {quarters === null || unplacedWh > 0 ? t("noCourse") : t("noEnergy")}
        </p>
      ) : asTable ? (
        <ScrollRegion label={t("courseTable")} className="max-h-72 px-3">
          <table className="num w-full text-right text-[0.8125rem]">
            <thead className="text-ink-3">
              <tr>
                <th scope="col" className="py-1 text-left font-medium">
                  {t("from")}
                </th>
                <th scope="col" className="py-1 font-medium">
                  {t("kwh")}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.map(({ at, wh, isEstimated: isShared }) => (
                <tr key={at} className="border-line border-t">
                  <th scope="row" className="py-1 text-left font-normal text-ink-2">
                    {words.dateTime(at, timeZone)}
                  </th>
                  <td className="py-1">
                    {words.energy(wh)}
                    {isShared && ` (${t("shared")})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : (
        <Picture
          label={t("picture", {
            most: words.energy(most),
            from: words.dateTime(first.at, timeZone),
            to: words.dateTime(last.at + stepMinutes * 60_000, timeZone),
          })}
          ticks={[String(first.at), ...(bars.length > 3 ? [String(last.at)] : [])]}
          bars={bars.map(({ at, wh, isEstimated: isShared }) => ({
            key: String(at),
            name: words.dateTime(at, timeZone),
            kwh: wh / 1_000,
            isEstimated: isShared,
            told: `${words.dateTime(at, timeZone)}: ${words.energy(wh)}${isShared ? ` (${t("shared")})` : ""}`,
          }))}
        />
      )}
      {bars.length > 0 && (
        <p className="mt-2 text-[0.8125rem] text-ink-3">
          {[
            t("step", { n: stepMinutes }),
            ...(isEstimated ? [t("hatched")] : []),
            ...(unplacedWh > 0 ? [t("unplaced", { energy: words.energy(unplacedWh) })] : []),
          ].join(" ")}
        </p>
      )}
    </Section>
  );
}
