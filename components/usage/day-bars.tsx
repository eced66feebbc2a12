import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationEnergy } from "../../lib/contract/usage";
import { Bars } from "../chart/bars";
import { useDates } from "../live/use-dates";
import { useEnergyWords } from "./use-energy-words";

type Day = NonNullable<InstallationEnergy["days"]>[number];

const daysIn = (month: string) => {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of, 0)).getUTCDate();
};
const isNamed = (day: number) => day === 1 || day % 5 === 0;

/** A bar for each day of the month. The table beside it says the same. */
export const DayBars = memo(function DayBars({ days, month }: { days: readonly Day[]; month: string }) {
  const t = useTranslations("usage");
  const dates = useDates();
  const words = useEnergyWords();
  const byDate = new Map(days.map((day) => [day.date, day]));
  const numbers = Array.from({ length: daysIn(month) }, (_, index) => index + 1);
  const dateOf = (number: number) => `${month}-${String(number).padStart(2, "0")}`;
  const bars = numbers.map((number) => {
    const day = byDate.get(dateOf(number));
    return {
      key: dateOf(number),
      name: String(number),
      kwh: day?.wh == null ? null : day.wh / 1_000,
      isAtLeast: day !== undefined && day.unknownHours > 0,
      told:
        day === undefined
          ? dates.day(dateOf(number))
          : t("dayIs", { day: dates.day(day.date), energy: words.sum(day) }),
    };
  });
  return (
    <>
      <p className="mb-1 text-[0.8125rem] text-ink-2">{t("energyAxis")}</p>
      <Bars bars={bars} ticks={numbers.filter(isNamed).map(dateOf)} label={null} />
      {days.some(({ unknownHours }) => unknownHours > 0) && (
        <p className="mt-1 text-[0.8125rem] text-ink-3">{t("dashed")}</p>
      )}
    </>
  );
});
