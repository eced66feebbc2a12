import { useTranslations } from "next-intl";
import { useState } from "react";
import type { InstallationAvailability } from "../../lib/contract/usage";
import { inWords } from "../live/units";
import { useDates } from "../live/use-dates";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { Asked } from "./asked";
import { AvailabilityItem } from "./availability-item";
import { useAvailability } from "./use-usage";

interface Props {
  id: string;
  month: string;
  goesOn: boolean;
}

const firstMost = 10;

/** How far chargers responded in a month, the worst first. */
export function AvailabilitySection({ id, month, goesOn }: Props) {
  const t = useTranslations("usage");
  const query = useAvailability(id, month, goesOn);
  return (
    <Section id="availability" title={t("availability")}>
      <Asked query={query} className="h-64">
        {(told) => <Told key={month} told={told} />}
      </Asked>
    </Section>
  );
}

function Told({ told }: { told: InstallationAvailability }) {
  const t = useTranslations("usage");
  const dates = useDates();
  const [all, setAll] = useState(false);
  const { chargers, from, until, watchedMs } = told;
  const month = dates.month(told.month);
  if (until <= from) return <p className="text-ink-2">{t("notBegun", { month })}</p>;
  if (chargers.length === 0) return <p className="text-ink-2">{t("noChargers")}</p>;
  const shown = all ? chargers : chargers.slice(0, firstMost);
  return (
    <>
      <p className="mb-2 text-[0.8125rem] text-ink-3">
        {watchedMs === 0 ? t("notWatched", { month }) : <Watched told={told} month={month} />}
      </p>
      <ul className="grid grid-cols-[minmax(0,1fr)]">
        {shown.map((charger) => (
          <AvailabilityItem key={charger.deviceId} charger={charger} />
        ))}
      </ul>
      {shown.length < chargers.length && (
        <Button className="mt-3" onClick={() => setAll(true)}>
          {t("showAll", { n: chargers.length })}
        </Button>
      )}
    </>
  );
}

function Watched({ told: { from, to, until, watchedMs }, month }: { told: InstallationAvailability; month: string }) {
  const t = useTranslations("usage");
  const units = useUnits();
  const time = useTime();
  const percent = inWords(units.percent((watchedMs / (until - from)) * 100));
  return until < to ? t("watchedSoFar", { percent, month, time: time(until) }) : t("watched", { percent, month });
}
