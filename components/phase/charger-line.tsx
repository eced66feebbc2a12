"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import { freshness } from "../../lib/domain/charger/freshness";
import type { PresenceWord } from "../../lib/domain/charger/presence";
import type { DeviceId } from "../../lib/domain/ids";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { LineMeter } from "./line-meter";
import { phaseLooks } from "./phase-look";

const voltageKeys = ["voltage1V", "voltage2V", "voltage3V"] as const;

interface Props {
  deviceId: DeviceId;
  limitA: number;
  presence: PresenceWord;
  lost: boolean;
}

/** A charger's current and voltage on one line; `index` 0 to 2. */
export const ChargerLine = memo(function ChargerLine({ index, ...of }: Props & { index: number }) {
  const { deviceId, limitA, presence, lost } = of;
  const t = useTranslations();
  const line = useOfCharger(deviceId, ({ lines }) => lines[index] ?? null);
  const look = phaseLooks[index];
  if (!look) return null;
  const { name, bar } = look;
  return (
    <LineMeter
      name={name}
      label={t("value.current", { line: name })}
      tellsAges={index === 0}
      currentA={line?.reading?.value ?? null}
      rangeA={line?.rangeA}
      at={line?.reading?.at ?? null}
      old={lost || presence !== "online"}
      limitA={limitA}
      scaleA={limitA}
      tone={bar}
      dot={bar}
      note={line?.terminal ? t("phases.terminal", { n: line.terminal }) : undefined}
      aside={
        <LineVoltage
          deviceId={deviceId}
          name={name}
          terminal={line?.terminal ?? index + 1}
          presence={presence}
          lost={lost}
        />
      }
    />
  );
});

type VoltageProps = Pick<Props, "deviceId" | "presence" | "lost"> & { name: string; terminal: number };

const LineVoltage = memo(function LineVoltage({ deviceId, name, terminal, presence, lost }: VoltageProps) {
  const t = useTranslations("value");
  const units = useUnits();
  const now = useNow(30_000);
  const volts = useOfCharger(deviceId, ({ voltageV }) => voltageV[terminal - 1] ?? null);
  const key = voltageKeys[terminal - 1] ?? "voltage1V";
  return (
    <Value
      shown={volts && units.voltageV(volts.value)}
      at={volts?.at ?? null}
      old={volts !== null && (lost || freshness(key, volts.at, presence, now) === "old")}
      label={t("voltage", { line: name })}
      className="text-ink-2"
    />
  );
});

/** How uneven the lines of a charger are; unknown unless all three are known. */
export const ChargerImbalance = memo(function ChargerImbalance({ deviceId, limitA, presence, lost }: Props) {
  const t = useTranslations("phases");
  const lines = useOfCharger(deviceId, (charger) => charger.lines);
  const known = lines?.flatMap(({ reading }) => reading ?? []) ?? [];
  const values = known.map(({ value }) => value);
  return (
    <LineMeter
      name={t("imbalance")}
      label={t("imbalance")}
      currentA={known.length === 3 ? Math.max(...values) - Math.min(...values) : null}
      at={known.length > 0 ? Math.min(...known.map(({ at }) => at)) : null}
      old={lost || presence !== "online"}
      limitA={null}
      scaleA={limitA}
      tone="bg-idle"
      dot="bg-transparent"
    />
  );
});
