"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import type { ChargerDetail } from "../../lib/contract/view";
import { freshness } from "../../lib/domain/charger/freshness";
import { offlineLines } from "../../lib/domain/charger/offline-course";
import type { PresenceWord } from "../../lib/domain/charger/presence";
import { escaped } from "../../lib/domain/plain-text";
import type { Reading } from "../../lib/domain/reading";
import type { NetworkType } from "../../lib/domain/topology";
import type { Shown } from "../live/units";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Fact } from "../ui/fact";
import { Section } from "../ui/section";

interface Props {
  detail: ChargerDetail;
  /** The installation's; null: the charger hangs nowhere, and what it says itself counts. */
  grid: NetworkType | null;
  presence: PresenceWord;
  lost: boolean;
}

/** What is worth knowing of a charger, and its latest events. */
export const DetailsSection = memo(function DetailsSection({ detail, grid, presence, lost }: Props) {
  const t = useTranslations("details");
  const grids = useTranslations("grid");
  const none = useTranslations("value")("none");
  const units = useUnits();
  const time = useTime();
  const now = useNow(30_000);
  const rotation = useOfCharger(detail.deviceId, (charger) => charger.rotation);

  const network = detail.networkType?.value ?? null;
  function measured(key: string, name: string, reading: Reading<number> | null, format: (value: number) => Shown) {
    const old =
      reading !== null && (lost || reading.old === true || freshness(key, reading.at, presence, now) === "old");
    return (
      <Fact name={name}>
        <Value
          tellsAges={key === "offlineCurrentA"}
          shown={reading && format(reading.value)}
          at={reading?.at ?? null}
          old={old}
          label={name}
        />
      </Fact>
    );
  }
  function offlinePhases(): string {
    const { offlineTerminals } = detail;
    if (offlineTerminals === null) return none;
    const { value, raw: id } = offlineTerminals;
    const lines = offlineLines(grid ?? network, rotation ?? "RST", value);
    return lines === null ? t("phasesNotKnown", { id }) : t("phasesOfId", { lines: lines.join(", "), id });
  }
  const plain = (unit: Shown["unit"]) => (value: number) => ({ number: units.limitA(value).number, unit });
  const signal = detail.signalStrength;
  return (
    <Section title={t("title")}>
      <dl className="num grid grid-cols-2 gap-4 @md:grid-cols-3">
        {measured("offlineCurrentA", t("offlineCurrent"), detail.offlineCurrentA, units.limitA)}
        <Fact name={t("offlinePhase")}>{offlinePhases()}</Fact>
        <Fact name={t("network")}>{network === null ? none : grids(network)}</Fact>
        {measured("temperatureC", t("temperature"), detail.temperatureC, plain("°C"))}
        {measured("humidityPercent", t("humidity"), detail.humidityPercent, plain("%"))}
        {measured("signalStrength", t("signal"), signal, plain(signal !== null && signal.value < 0 ? "dBm" : "%"))}
        <Fact name={t("communication")}>{escaped(detail.communicationMode?.value ?? none)}</Fact>
        <Fact name={t("pulse")}>
          {detail.pulseIntervalMs === null ? t("pulseUsual") : t("pulseEvery", { n: detail.pulseIntervalMs / 1000 })}
        </Fact>
        <Fact name={t("schedule")}>{escaped(detail.nextScheduleEvent?.value || none)}</Fact>
      </dl>
      <p className="mt-3 text-[0.8125rem] text-ink-3">{t("offlineHint")}</p>
      {detail.events.length > 0 && (
        <>
          <h3 className="mt-4 mb-1.5 font-semibold text-[0.875rem]">{t("events")}</h3>
          <ul className="max-h-56 overflow-y-auto text-[0.8125rem]">
            {detail.events.map(({ at, level, message }) => (
              <li key={`${at} ${message}`} className="flex gap-3 border-line border-t py-1.5">
                <span className="num shrink-0 text-ink-3">{time(at)}</span>
                <span
                  className={`break-words ${level === "error" ? "text-bad" : level === "warning" ? "text-waiting" : ""}`}
                >
                  {message}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
});
