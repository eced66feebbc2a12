import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationEnergy } from "../../lib/contract/usage";
import { useDates } from "../live/use-dates";
import { ScrollRegion } from "../ui/scroll-region";
import { knownWh } from "./known";
import { cell, head } from "./table-look";
import { useEnergyWords } from "./use-energy-words";

type Days = NonNullable<InstallationEnergy["days"]>;

/** The days of a month, newest first. */
export const DayTable = memo(function DayTable({ days }: { days: Days }) {
  const t = useTranslations("usage");
  const dates = useDates();
  const words = useEnergyWords();
  return (
    <ScrollRegion label={t("energyTable")} className="mt-3 max-h-80">
      <table className="num w-full text-right text-[0.8125rem]">
        <thead className="sticky top-0 bg-sunken text-ink-2">
          <tr>
            <th scope="col" className={`${head} text-left`}>
              {t("day")}
            </th>
            <th scope="col" className={head}>
              {t("energy")}
            </th>
            <th scope="col" className={head}>
              {t("ofItEstimated")}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((day) => (
            <tr key={day.date} className="border-line border-t">
              <th scope="row" className="px-3 py-1 text-left font-normal text-ink-3">
                {dates.day(day.date)}
              </th>
              <td className={cell}>{words.sum(day)}</td>
              <td className={cell}>{knownWh(day) === null ? t("unknown") : words.kwh(day.estimatedWh)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
});
