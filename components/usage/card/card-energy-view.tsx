"use client";

import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { EnergyNow } from "../../../lib/contract/usage";
import { useDates } from "../../live/use-dates";
import { useTime } from "../../live/use-time";
import { knownWh } from "../known";
import { useEnergyWords } from "../use-energy-words";
import { useEnergyNow } from "../use-usage";
import { changeOf } from "./change";

/** Today's and this month's energy, and what changed against the month before. Nothing is said where nothing is known. */
export default memo(function CardEnergyView({ installationId }: { installationId: string }) {
  const t = useTranslations("usage");
  const { data, isError } = useEnergyNow(installationId);
  if (data === undefined) return isError ? <p>{t("energyFailed")}</p> : null;
  return <Told energy={data} />;
});

function Told({ energy }: { energy: EnergyNow }) {
  const t = useTranslations("usage");
  const words = useEnergyWords();
  const dates = useDates();
  const time = useTime();
  const { today, month, before, until } = energy;
  if (knownWh(today) === null && knownWh(month) === null) return null;
  const b = (chunks: ReactNode) => <span className="font-semibold text-ink">{chunks}</span>;
  const percent = changeOf(energy);
  return (
    <p className="num">
      {t.rich("cardToday", { energy: words.sum(today), time: time(until), b })}
      {" · "}
      {t.rich("cardMonth", { month: dates.monthAlone(month.firstDate), energy: words.sum(month), b })}
      {percent !== null && before !== null && (
        <>
          {" · "}
          {t(percent === 0 ? "same" : percent > 0 ? "more" : "less", {
            percent: Math.abs(percent),
            from: dates.day(before.firstDate),
            to: dates.day(before.lastDate),
          })}
        </>
      )}
    </p>
  );
}
