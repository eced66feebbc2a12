"use client";

import { useTranslations } from "next-intl";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import type { HistoryPoint } from "../../lib/contract/view";
import type { DeviceId } from "../../lib/domain/ids";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useLines } from "../phase/lines";
import { phaseLooks } from "../phase/phase-look";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { HistoryFigure } from "./history-figure";
import { HistoryTable } from "./history-table";
import { thin } from "./thin";
import { useHistory } from "./use-history";

const mostPoints = 300;
/** Of an hour, a few points on the screen. Drawing it anew holds up the values above it, which say what is now. */
const stepMs = 30_000;

const most = (points: readonly HistoryPoint[], column: 1 | 2 | 3 | 4) => {
  const known = points.flatMap((point) => point[column] ?? []);
  return known.length === 0 ? null : Math.max(...known);
};

const columns = [2, 3, 4] as const;

interface Props {
  deviceId: DeviceId;
  lost: boolean;
}

/** Power and line currents of the last hour, as a picture and as a table. */
export default memo(function HistoryView({ deviceId, lost }: Props) {
  const t = useTranslations("history");
  const units = useUnits();
  const lines = useLines();
  // What the charger says now is drawn before its picture.
  const now = useDeferredValue(useNow(stepMs));
  const limitA = useOfCharger(deviceId, (charger) => charger.limitA) ?? 0;
  const [table, setTable] = useState(false);
  const { points, pending, failed, retry } = useHistory(deviceId, lost, now);
  const drawn = useMemo(() => thin(points, mostPoints), [points]);
  const summary = useMemo(() => {
    const powerMost = most(points, 1);
    if (powerMost === null) return t("nothing");
    const currents = lines
      .map((line) => ({ name: phaseLooks[line].name, value: most(points, columns[line]) }))
      .map(({ name, value }) => `${name} ${value === null ? t("unknown") : inWords(units.currentA(value))}`);
    return t("summary", { power: inWords(units.powerW(powerMost)), currents: currents.join(", ") });
  }, [points, lines, units, t]);
  return (
    <Section
      title={t("title")}
      aside={
        <button type="button" aria-expanded={table} onClick={() => setTable(!table)} className="reach underline">
          {table ? t("hideTable") : t("showTable")}
        </button>
      }
    >
      {failed && (
        <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
          {t("failed")}
          <Button onClick={() => void retry()}>{t("again")}</Button>
        </div>
      )}
      <HistoryFigure points={drawn} summary={summary} now={now} limitA={limitA} pending={pending} />
      {table && <HistoryTable points={drawn} />}
    </Section>
  );
});
