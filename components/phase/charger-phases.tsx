"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Section } from "../ui/section";
import { ChargerImbalance, ChargerLine } from "./charger-line";
import { meterGrid } from "./line-meter";
import { useLines, useSinglePhase } from "./lines";

interface Props {
  deviceId: DeviceId;
  lost: boolean;
}

/** A charger's currents and voltages on the installation's lines. */
export const ChargerPhases = memo(function ChargerPhases({ deviceId, lost }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const lines = useLines();
  const single = useSinglePhase();
  const limitA = useOfCharger(deviceId, (charger) => charger.limitA);
  const rotation = useOfCharger(deviceId, (charger) => charger.rotation);
  const rotated = useOfCharger(deviceId, ({ lines }) => lines.some(({ terminal }) => terminal !== null));
  const offGrid = useOfCharger(deviceId, ({ voltageOffGrid }) => voltageOffGrid.includes(true));
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  if (limitA === null || rotation === null || presence === null) return null;
  const line = { deviceId, limitA, presence, lost };
  return (
    <Section title={t("phases.title")} aside={t("charger.max", { value: inWords(units.limitA(limitA)) })}>
      <div className={meterGrid}>
        {lines.map((index) => (
          <ChargerLine key={index} index={index} {...line} />
        ))}
        {!single && <ChargerImbalance {...line} />}
      </div>
      {offGrid && <p className="mt-3 text-[0.8125rem] text-ink-3">{t("charger.voltageOffGrid")}</p>}
      {rotated && <p className="mt-3 text-[0.8125rem] text-ink-3">{t("charger.rotated", { rotation })}</p>}
    </Section>
  );
});
