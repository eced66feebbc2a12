"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import { freshness } from "../../lib/domain/charger/freshness";
import type { PresenceWord } from "../../lib/domain/charger/presence";
import { type LineIndex, voltageTerminalOf } from "../../lib/domain/electrical/phase";
import type { DeviceId } from "../../lib/domain/ids";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { LineMeter } from "./line-meter";
import { useLines } from "./lines";
import { phaseLooks } from "./phase-look";

const voltageKeys = ["voltage1V", "voltage2V", "voltage3V"] as const;

interface Props {
  deviceId: DeviceId;
  limitA: number;
  presence: PresenceWord;
  lost: boolean;
}

/** A charger's current and voltage on one line. */
export const ChargerLine = memo(function ChargerLine({ index, ...of }: Props & { index: LineIndex }) {
  const { deviceId, limitA, presence, lost } = of;
  const t = useTranslations();
  const line = useOfCharger(deviceId, ({ lines }) => lines[index] ?? null);
  const [first] = useLines();
  const { name, bar } = phaseLooks[index];
  return (
    <LineMeter
      name={name}
      label={t("value.current", { line: name })}
      tellsAges={index === first}
      currentA={line?.reading?.value ?? null}
      rangeA={line?.rangeA}
      at={line?.reading?.at ?? null}
      old={lost || presence !== "online" || line?.reading?.old === true}
      limitA={limitA}
      scaleA={limitA}
      tone={bar}
      dot={bar}
      note={line?.terminal ? t("phases.terminal", { n: line.terminal }) : undefined}
      aside={<LineVoltage deviceId={deviceId} index={index} presence={presence} lost={lost} />}
    />
  );
});

type VoltageProps = Pick<Props, "deviceId" | "presence" | "lost"> & { index: LineIndex };

const LineVoltage = memo(function LineVoltage({ deviceId, index, presence, lost }: VoltageProps) {
  const t = useTranslations("value");
  const units = useUnits();
  const now = useNow(30_000);
  const { name } = phaseLooks[index];
  const terminal = useOfCharger(deviceId, ({ rotation }) => (voltageTerminalOf(rotation, index) ?? 0) - 1) ?? -1;
  const volts = useOfCharger(deviceId, ({ voltageV }) => voltageV[terminal] ?? null);
  const offGrid = useOfCharger(deviceId, ({ voltageOffGrid }) => voltageOffGrid[terminal] ?? false);
  const key = voltageKeys[terminal] ?? "voltage1V";
  return (
    <Value
      shown={volts && units.voltageV(volts.value)}
      at={volts?.at ?? null}
      old={volts !== null && (lost || volts.old === true || freshness(key, volts.at, presence, now) === "old")}
      label={t(offGrid ? "voltageOffGrid" : "voltage", { line: name })}
      className={offGrid ? "text-ink-3" : "text-ink-2"}
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
      old={lost || presence !== "online" || known.some((reading) => reading.old)}
      limitA={null}
      scaleA={limitA}
      tone="bg-idle"
      dot="bg-transparent"
    />
  );
});
