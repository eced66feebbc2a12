"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useNow } from "../../lib/client/state/use-now";
import type { ChargerDetail } from "../../lib/contract/view";
import { freshness } from "../../lib/domain/charger/freshness";
import type { PresenceWord } from "../../lib/domain/charger/presence";
import { escaped } from "../../lib/domain/plain-text";
import type { Reading } from "../../lib/domain/reading";
import type { Shown } from "../live/units";
import { useSpan } from "../live/use-span";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Fact } from "../ui/fact";
import { Section } from "../ui/section";

interface Props {
  detail: ChargerDetail;
  presence: PresenceWord;
  lost: boolean;
}

/** What else is worth knowing of a charger. */
export const DetailsSection = memo(function DetailsSection({ detail, presence, lost }: Props) {
  const t = useTranslations("details");
  const grids = useTranslations("grid");
  const none = useTranslations("value")("none");
  const units = useUnits();
  const span = useSpan();
  const now = useNow(30_000);
  const network = detail.networkType?.value ?? null;
  function measured(key: string, name: string, reading: Reading<number> | null, format: (value: number) => Shown) {
    const old =
      reading !== null && (lost || reading.old === true || freshness(key, reading.at, presence, now) === "old");
    return (
      <Fact name={name}>
        <Value
          tellsAges={key === "temperatureC"}
          shown={reading && format(reading.value)}
          at={reading?.at ?? null}
          old={old}
          label={name}
        />
      </Fact>
    );
  }
  const plain = (unit: Shown["unit"]) => (value: number) => ({ number: units.limitA(value).number, unit });
  const signal = detail.signalStrength;
  return (
    <Section title={t("title")}>
      <dl className="num grid grid-cols-2 gap-4 @md:grid-cols-3">
        <Fact name={t("network")}>{network === null ? none : grids(network)}</Fact>
        {measured("temperatureC", t("temperature"), detail.temperatureC, plain("°C"))}
        {measured("humidityPercent", t("humidity"), detail.humidityPercent, plain("%"))}
        {measured("signalStrength", t("signal"), signal, plain(signal !== null && signal.value < 0 ? "dBm" : "%"))}
        <Fact name={t("communication")}>{escaped(detail.communicationMode?.value ?? none)}</Fact>
        <Fact name={t("pulse")}>
          {detail.pulseIntervalMs === null ? t("pulseUsual") : t("pulseEvery", { span: span(detail.pulseIntervalMs) })}
        </Fact>
        <Fact name={t("schedule")}>{escaped(detail.nextScheduleEvent?.value || none)}</Fact>
      </dl>
    </Section>
  );
});
