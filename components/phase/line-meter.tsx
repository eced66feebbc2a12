"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { fullnessOf } from "./fullness";
import { Meter } from "./meter";
import { useLineWords } from "./use-line-words";

/** The grid around several `LineMeter`s. */
export const meterGrid = "grid grid-cols-[auto_minmax(2.5rem,1fr)_auto] gap-y-2.5";

export interface LineMeterProps {
  /** `L1`, `Imbalance` as shown and as the meter is named. */
  name: string;
  label: string;
  currentA: number | null;
  atLeast?: boolean;
  /** Put together of many chargers; `at` is the oldest of them. */
  sum?: boolean;
  at: number | null;
  old: boolean;
  limitA: number | null;
  /** Least and most, where the line's current is not determined; then `currentA` is a middle figure for the bar. */
  rangeA?: readonly [number, number];
  /** The bar stays beside the name where there is little room; else it goes below it. */
  inLine?: boolean;
  /** On a phone all of it is in one line, without the limit, which stands nearby; not where even that is too much. */
  oneLine?: boolean;
  /** The value tells the ages of its whole group. */
  tellsAges?: boolean;
  /** How long the bar is where no limit is set. */
  scaleA: number;
  tone: string;
  dot: string;
  /** Small print at the right of the name, such as the charger's terminal or the voltage. */
  note?: ReactNode;
  /** Another value of the same line, such as its voltage. */
  aside?: ReactNode;
}

const beside = { bar: "", value: "", limit: "" };
const below = {
  bar: "@max-sm:col-span-3 @max-sm:row-start-2",
  value: "@max-sm:col-span-2 @max-sm:col-start-2",
  limit: "",
};
const besideOnPhones = {
  bar: "sm:@max-sm:col-span-3 sm:@max-sm:row-start-2 max-sm:@max-[18rem]:col-span-3 max-sm:@max-[18rem]:row-start-2",
  value:
    "max-sm:text-[0.8125rem] sm:@max-sm:col-span-2 sm:@max-sm:col-start-2 max-sm:@max-[18rem]:col-span-2 max-sm:@max-[18rem]:col-start-2",
  limit: "max-sm:@min-[18rem]:hidden",
};

/** One line's current: name, bar, number of limit. A row of a `meterGrid`, so that bars begin and end alike. */
export const LineMeter = memo(function LineMeter(props: LineMeterProps) {
  const {
    name,
    label,
    currentA,
    atLeast = false,
    sum = false,
    at,
    old,
    limitA,
    rangeA,
    inLine = false,
    oneLine = false,
    tellsAges = false,
    scaleA,
    tone,
    dot,
    note,
    aside,
  } = props;
  const t = useTranslations("phases");
  const words = useLineWords();
  const units = useUnits();
  const limit = limitA === null ? null : inWords(units.limitA(limitA));
  const load = { currentA, rangeA, atLeast };
  const fullness = fullnessOf(load, limitA);
  const places = inLine ? beside : oneLine ? besideOnPhones : below;

  return (
    <div className="col-span-3 grid grid-cols-subgrid items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-2 font-semibold text-[0.875rem] text-ink">
        <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${dot}`} />
        <span>
          {name}
          {note && <span className="ml-1.5 font-normal text-[0.75rem] text-ink-3">{note}</span>}
        </span>
      </span>
      <Meter
        name={name}
        value={currentA}
        max={limitA}
        scale={scaleA}
        text={words(load, limitA)}
        tone={tone}
        old={old}
        atLeast={atLeast}
        className={places.bar}
      />
      <span className={`num flex min-w-0 flex-wrap items-baseline justify-end gap-x-1 text-[0.875rem] ${places.value}`}>
        {fullness && (
          <span
            className={`mr-1 inline-flex items-center gap-1 self-center whitespace-nowrap text-[0.75rem] ${fullness === "over" ? "text-bad" : "text-waiting"}`}
          >
            <TriangleAlert aria-hidden="true" className="size-3.5" />
            <span className="@max-sm:sr-only">{t(fullness)}</span>
          </span>
        )}
        <Value
          shown={currentA === null ? null : rangeA ? units.rangeA(...rangeA) : units.currentA(currentA)}
          tellsAges={tellsAges}
          at={at}
          old={old}
          atLeast={atLeast}
          sum={sum}
          label={label}
          className="font-semibold"
        />
        {limit && <span className={`whitespace-nowrap text-ink-3 ${places.limit}`}>/ {limit}</span>}
        {aside && <span className="min-w-14 text-right">{aside}</span>}
      </span>
    </div>
  );
});
