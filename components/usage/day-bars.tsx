import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import type { InstallationEnergy } from "../../lib/contract/usage";
import { useUnits } from "../live/use-units";
import { roundUp } from "../timeline/model/scale";
import { useDates } from "./use-dates";
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
  const units = useUnits();
  const dates = useDates();
  const words = useEnergyWords();
  const [near, setNear] = useState<Day | null>(null);
  const top = roundUp(Math.max(0, ...days.map(({ wh }) => wh ?? 0)) / 1_000, 1);
  const byDate = new Map(days.map((day) => [day.date, day]));
  const numbers = Array.from({ length: daysIn(month) }, (_, index) => index + 1);
  return (
    <div aria-hidden="true" onPointerLeave={() => setNear(null)}>
      <p className="num mb-3 min-h-5 font-medium text-[0.8125rem] text-ink-2">
        {near === null ? t("energyAxis") : t("dayIs", { day: dates.day(near.date), energy: words.sum(near) })}
      </p>
      <div className="num grid grid-cols-[2.75rem_minmax(0,1fr)] text-[0.75rem] text-ink-3">
        <div className="relative h-40">
          {[0, top / 2, top].map((value) => (
            <span
              key={value}
              className="absolute right-2 -translate-y-1/2"
              style={{ top: `${100 - (value / top) * 100}%` }}
            >
              {units.limitA(value).number}
            </span>
          ))}
        </div>
        <div className="flex h-40 items-end gap-px border-line border-b border-l sm:gap-0.5">
          {numbers.map((number) => {
            const day = byDate.get(`${month}-${String(number).padStart(2, "0")}`);
            return (
              <div
                key={number}
                onPointerEnter={() => setNear(day ?? null)}
                className="flex h-full min-w-0 flex-1 items-end"
              >
                {day !== undefined && <Bar day={day} top={top} />}
              </div>
            );
          })}
        </div>
        <span />
        <div className="mt-1 flex gap-px sm:gap-0.5">
          {numbers.map((number) => (
            <span key={number} className="w-0 min-w-0 flex-1 overflow-visible whitespace-nowrap">
              {isNamed(number) ? number : ""}
            </span>
          ))}
        </div>
      </div>
      {days.some(({ unknownHours }) => unknownHours > 0) && (
        <p className="mt-1 text-[0.8125rem] text-ink-3">{t("dashed")}</p>
      )}
    </div>
  );
});

function Bar({ day: { wh, unknownHours }, top }: { day: Day; top: number }) {
  const isWhole = unknownHours === 0;
  return (
    <span
      className={`block w-full ${wh === null ? "" : "bg-accent"} ${isWhole ? "rounded-t-sm" : "border-ink border-t-2 border-dashed"}`}
      style={{ height: `${((wh ?? 0) / 1_000 / top) * 100}%`, minHeight: isWhole ? 0 : 2 }}
    />
  );
}
