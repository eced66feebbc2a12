import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationEnergy } from "../../lib/contract/usage";
import type { Weekday } from "../../lib/domain/topology";
import { useDates } from "../live/use-dates";
import { useUnits } from "../live/use-units";
import { useDayNames } from "../settings/use-day-names";
import { Section } from "../ui/section";
import { Asked } from "./asked";
import { knownWh } from "./known";
import { type EnergyQuery, useEnergy } from "./use-usage";

type Hours = NonNullable<InstallationEnergy["hours"]>;

/** At which hours of the week a month's energy was given. */
export function WeekSection({ asked }: { asked: EnergyQuery }) {
  const t = useTranslations("usage");
  const dates = useDates();
  const query = useEnergy(asked, "hourOfWeek");
  const month = dates.month(asked.month);
  return (
    <Section title={t("hoursOfWeek")}>
      <Asked query={query} className="h-[36rem]">
        {({ hours, total, from, until }) =>
          knownWh(total) === null || hours === null ? (
            <p className="text-ink-2">{t(until <= from ? "notBegun" : "nothingKnown", { month })}</p>
          ) : (
            <>
              <p className="mb-3 text-[0.8125rem] text-ink-3">{t("hoursHint", { month })}</p>
              <WeekTable hours={hours} caption={t("hoursTable", { month })} />
            </>
          )
        }
      </Asked>
    </Section>
  );
}

const days: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);
const two = (hour: number) => String(hour).padStart(2, "0");
/** So strongly is the most coloured, in percent: what is written on it is read in both themes. */
const strongest = 45;

function meanKwh(hour: Hours[number]): number | null {
  const wh = knownWh(hour);
  return wh === null || hour.times === 0 ? null : wh / 1_000 / hour.times;
}

/** A table to be read by numbers, and by colours at a glance. */
const WeekTable = memo(function WeekTable({ hours, caption }: { hours: Hours; caption: string }) {
  const names = useDayNames();
  const most = Math.max(0, ...hours.map((hour) => meanKwh(hour) ?? 0));
  return (
    <table className="num w-full table-fixed border-separate border-spacing-px text-center text-[0.75rem]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <td className="w-7" />
          {days.map((day) => (
            <th key={day} scope="col" abbr={names.long(day)} className="pb-1 font-medium text-ink-2">
              {names.short(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hoursOfDay.map((hour) => (
          <tr key={hour}>
            <th scope="row" className="pr-1 text-right font-normal text-ink-3">
              {two(hour)}
            </th>
            {days.map((day) => (
              <HourCell key={day} hour={hours[(day - 1) * 24 + hour]} most={most} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function HourCell({ hour, most }: { hour: Hours[number] | undefined; most: number }) {
  const t = useTranslations("usage");
  const units = useUnits();
  const mean = hour === undefined ? null : meanKwh(hour);
  if (hour === undefined || mean === null)
    return (
      <td className="text-ink-3">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t("unknown")}</span>
      </td>
    );
  const share = most > 0 ? (mean / most) * strongest : 0;
  return (
    <td
      className="rounded-sm py-px"
      style={{ background: `color-mix(in srgb, var(--accent) ${share.toFixed(0)}%, transparent)` }}
    >
      {hour.unknownHours > 0 && (
        <>
          <span aria-hidden="true">≥</span>
          <span className="sr-only">{t("atLeastAlone")} </span>
        </>
      )}
      {mean === 0 ? "0" : units.currentA(mean).number}
    </td>
  );
}
