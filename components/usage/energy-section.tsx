import { useTranslations } from "next-intl";
import { useState } from "react";
import type { InstallationEnergy } from "../../lib/contract/usage";
import { useDates } from "../live/use-dates";
import { useTime } from "../live/use-time";
import { Section } from "../ui/section";
import { Asked } from "./asked";
import { DayBars } from "./day-bars";
import { DayTable } from "./day-table";
import { knownWh } from "./known";
import { TableButton } from "./table-button";
import { useEnergyWords } from "./use-energy-words";
import { type EnergyQuery, useEnergy } from "./use-usage";

/** What the chargers gave on each day of a month. */
export function EnergySection({ asked }: { asked: EnergyQuery }) {
  const t = useTranslations("usage");
  const [table, setTable] = useState(false);
  const query = useEnergy(asked, "day");
  return (
    <Section title={t("energyPerDay")} aside={<TableButton open={table} set={setTable} of={t("energyPerDay")} />}>
      <Asked query={query} className="h-56">
        {(energy) => (
          <>
            <Summary energy={energy} month={asked.month} />
            {knownWh(energy.total) !== null && <DayBars days={energy.days ?? []} month={asked.month} />}
            {table && <DayTable days={energy.days ?? []} />}
          </>
        )}
      </Asked>
    </Section>
  );
}

/** What is told of it, how far it reaches, and what it does not tell. */
function Summary({ energy: { total, until, to, from }, month }: { energy: InstallationEnergy; month: string }) {
  const t = useTranslations("usage");
  const dates = useDates();
  const words = useEnergyWords();
  const time = useTime();
  const name = dates.month(month);
  if (until <= from) return <p className="text-ink-2">{t("notBegun", { month: name })}</p>;
  if (knownWh(total) === null) return <p className="text-ink-2">{t("nothingKnown", { month: name })}</p>;
  const energy = words.sum(total);
  return (
    <div className="mb-3 text-[0.8125rem] text-ink-3">
      <p className="num">
        {until < to
          ? t("monthSoFar", { month: name, energy, time: time(until) })
          : t("monthWhole", { month: name, energy })}
      </p>
      {total.unknownHours > 0 && <p>{t("unknownHours", { n: Math.ceil(total.unknownHours) })}</p>}
      {total.estimatedWh > 0 && <p>{t("estimated", { energy: words.kwh(total.estimatedWh) })}</p>}
    </div>
  );
}
