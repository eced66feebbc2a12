"use client";

import { memo } from "react";
import { useNow } from "../../lib/client/state/use-now";
import { monthAt } from "../../lib/domain/time/months";
import { useTimeZone } from "../live/time-zone";
import { AvailabilitySection } from "./availability-section";
import { dayAround } from "./calendar";
import { ChoiceBar } from "./choice-bar";
import { EnergySection } from "./energy-section";
import { TodaySection } from "./today/today-section";
import { useUsageChoice } from "./use-usage-choice";
import { WeekSection } from "./week-section";

interface Props {
  installationId: string;
  circuits: readonly { id: string; name: string }[];
  mainFuseA: number;
}

const stepMs = 60_000;

/** An installation over time: today's lines, and of a month its energy and how far its chargers responded. */
export default memo(function UsageView({ installationId: id, circuits, mainFuseA }: Props) {
  const timeZone = useTimeZone();
  const now = useNow(stepMs);
  const [{ month: chosen, circuit }, change] = useUsageChoice(circuits);
  const thisMonth = monthAt(now, timeZone);
  const month = chosen ?? thisMonth;
  const asked = { id, circuit, month, timeZone, goesOn: month === thisMonth };
  const { from, to } = dayAround(now, timeZone);
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
      <TodaySection id={id} from={from} to={to} limitA={mainFuseA} />
      <ChoiceBar month={month} thisMonth={thisMonth} circuit={circuit} circuits={circuits} change={change} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 min-[68.75rem]:grid-cols-2">
        <EnergySection asked={asked} />
        <WeekSection asked={asked} />
      </div>
      <AvailabilitySection id={id} month={month} goesOn={asked.goesOn} />
    </div>
  );
});
