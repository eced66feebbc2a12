import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Anomaly, AnomalyKind } from "../../lib/domain/faults/anomaly";
import { useUnits } from "../live/use-units";

const inVolts: readonly AnomalyKind[] = ["phaseMissing", "neutralLost", "betweenLines", "voltageLow", "voltageHigh"];

export interface AnomalyWords {
  title: string;
  means: string;
  todo: string;
}

/** What an anomaly is called, what it means for a manager, and what to do. */
export function useAnomalyWords(): (
  anomaly: Pick<Anomaly, "kind" | "line" | "seen" | "grids" | "value" | "limit">,
) => AnomalyWords {
  const t = useTranslations("anomalies");
  const value = useTranslations("value");
  const grid = useTranslations("grid");
  const units = useUnits();
  return useCallback(
    ({ kind, line, seen, grids, value: measured, limit }) => {
      // The unit stands in the words.
      const format = inVolts.includes(kind) ? units.voltageV : units.currentA;
      const shown = (number: number | null) => (number === null ? value("unknown") : format(number).number);
      const name = (leg: Anomaly["line"]) => leg ?? t("aPhase");
      const network = (which: "told" | "entered") => (grids ? grid(grids[which]) : value("unknown"));
      const words = {
        line: name(line),
        seen: name(seen ?? null),
        value: shown(measured),
        limit: shown(limit),
        told: network("told"),
        entered: network("entered"),
      };
      return {
        title: t(`${kind}.title`, words),
        means: t(`${kind}.means`, words),
        todo: t(`${kind}.todo`, words),
      };
    },
    [t, value, grid, units],
  );
}
