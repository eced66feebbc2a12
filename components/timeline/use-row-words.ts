import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { lineNames } from "../../lib/domain/electrical/phase";
import { inWords, type Shown } from "../live/units";
import { useUnits } from "../live/use-units";
import { lineOf, type RowId, type TrackId } from "./model/rows";
import type { Amount } from "./model/tracks";

/** What rows and their lines are called, and their values in words. */
export interface RowWords {
  title(row: RowId): string;
  track(track: TrackId): string;
  /** As the heading of a column: with what it is, where its row does not say it. */
  column(track: TrackId): string;
  /** "7.2 kW", or "7.2 kW (6.9–7.4)" where it was more than one value. Null: "–". */
  amount(track: TrackId, amount: Amount | null): string;
  /** A number on the axis, without its unit. */
  axis(row: RowId, value: number): string;
  unknown: string;
}

const rowOf = (track: TrackId): RowId => {
  if (track.startsWith("voltage")) return "voltages";
  if (track === "power" || track === "signal" || track === "temperature") return track;
  return "currents";
};

export function useRowWords(): RowWords {
  const t = useTranslations("timeline");
  const value = useTranslations("value");
  const units = useUnits();
  return useMemo(() => {
    const plain = (unit: Shown["unit"]) => (number: number) => ({ ...units.limitA(number), unit });
    const shown = (row: RowId, number: number): Shown => {
      if (row === "power") return units.powerW(number);
      if (row === "voltages") return units.voltageV(number);
      if (row === "temperature") return plain("°C")(number);
      if (row === "signal") return plain(number < 0 ? "dBm" : "%")(number);
      return units.currentA(number);
    };
    const track = (id: TrackId) => {
      const line = lineOf(id);
      if (line !== null) return lineNames[line];
      return t(`tracks.${id as Exclude<TrackId, `current${number}` | `voltage${number}`>}`);
    };
    return {
      title: (row) => t(`rows.${row}`),
      track,
      column(id) {
        const line = lineOf(id);
        if (line === null) return track(id);
        return value(rowOf(id) === "voltages" ? "voltage" : "current", { line: lineNames[line] });
      },
      amount(id, amount) {
        if (amount === null) return value("none");
        const row = rowOf(id);
        const [min, max] = [shown(row, amount.min), shown(row, amount.max)];
        const mean = inWords(shown(row, amount.mean));
        return min.number === max.number ? mean : `${mean} (${min.number}–${max.number})`;
      },
      axis: (row, number) => (row === "currents" ? units.limitA(number) : shown(row, number)).number,
      unknown: value("unknown"),
    };
  }, [t, units, value]);
}
