import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ChargerMoment, MomentReading } from "../../lib/contract/moment";
import { chargerPath } from "../../lib/domain/charger-id";
import { type LineIndex, lineNames } from "../../lib/domain/electrical/phase";
import { momentPath } from "../../lib/domain/timeline/moment";
import { inWords, type Shown } from "../live/units";
import { useUnits } from "../live/use-units";
import { Section } from "../ui/section";
import { MomentState } from "./moment-state";
import { useMomentWords } from "./use-moment-words";

interface Props {
  chargers: readonly ChargerMoment[];
  lines: readonly LineIndex[];
  at: number;
}

/** The chargers of an installation as they were, by name. */
export function MomentChargers({ chargers, lines, at }: Props) {
  const t = useTranslations("moment");
  const locale = useLocale();
  const sorted = useMemo(
    () => [...chargers].sort((a, b) => a.name.localeCompare(b.name, locale, { numeric: true })),
    [chargers, locale],
  );
  return (
    <Section title={t("chargers")} aside={<span className="num">{chargers.length}</span>}>
      {sorted.length === 0 ? (
        <p className="text-[0.875rem] text-ink-3">{t("noChargers")}</p>
      ) : (
        <ul className="-mx-4 divide-y divide-line border-line border-t sm:-mx-5">
          {sorted.map((charger) => (
            <Row key={charger.deviceId} charger={charger} lines={lines} at={at} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ charger, lines, at }: { charger: ChargerMoment } & Omit<Props, "chargers">) {
  const t = useTranslations();
  const words = useMomentWords(at);
  const units = useUnits();
  const { deviceId, name, state, powerW, allocatedA } = charger;
  const values: [label: string, reading: MomentReading<number> | null, shown: (value: number) => Shown][] = [
    [t("moment.power"), powerW, units.powerW],
    ...lines.map((line): (typeof values)[number] => [lineNames[line], charger.lines[line], units.currentA]),
    [t("moment.allocated"), allocatedA, units.limitA],
  ];
  // Without a car nothing flows; of what nothing is known one word is enough.
  const isFree = state?.value === "noCar" && !state.old;
  const isKnown = values.some(([, reading]) => reading !== null);
  return (
    <li
      aria-label={`${t("list.rowName", { name, serial: deviceId })}, ${words.state(state)}`}
      className="relative grid gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 @3xl:grid-cols-[minmax(9rem,1fr)_minmax(10rem,1fr)_minmax(0,2fr)] @3xl:items-center"
    >
      <Link
        href={momentPath(chargerPath(deviceId), at)}
        prefetch={false}
        className="min-w-0 truncate font-semibold after:absolute after:inset-0"
      >
        {name} <span className="num ml-1 font-normal text-[0.75rem] text-ink-3">{deviceId}</span>
      </Link>
      <MomentState charger={charger} at={at} />
      {!isFree && isKnown && (
        <dl className="num flex flex-wrap gap-x-4 gap-y-0.5 text-[0.8125rem] @3xl:justify-end">
          {values.map(([label, reading, shown]) => (
            <div key={label} className="flex gap-1">
              <dt className="text-ink-3">{label}</dt>
              <dd className={reading?.old ? "old" : "font-medium"}>
                {reading === null ? t("value.unknown") : inWords(shown(reading.value))}
                {reading?.old && <span className="sr-only"> {t("value.old")}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
