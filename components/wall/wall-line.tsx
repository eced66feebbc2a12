"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { LineSum } from "../../lib/domain/view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Meter } from "../phase/meter";
import { phaseLooks } from "../phase/phase-look";
import { useRangeWords } from "../phase/use-range-words";

interface Props {
  index: 0 | 1 | 2;
  line: LineSum;
  limitA: number;
  stale: boolean;
  /** In a circuit: less tall. */
  small?: boolean;
}

/** One line in large: its current, its limit, and a word where it is full. */
export const WallLine = memo(function WallLine({ index, line, limitA, stale, small = false }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const ofRange = useRangeWords();
  const { name, bar, text } = phaseLooks[index];
  const { currentA, atLeast, at, rangeA } = line;
  const limit = inWords(units.limitA(limitA));
  const over = currentA !== null && (rangeA?.[0] ?? currentA) > limitA + 0.05;
  const full = !over && currentA !== null && (rangeA?.[1] ?? currentA) > limitA - 1;
  const value = currentA === null ? "" : rangeA ? ofRange(...rangeA) : inWords(units.currentA(currentA));
  const words = { value, limit };
  const said = currentA === null ? t("phases.unknown") : t(atLeast ? "phases.atLeastOf" : "phases.valueOf", words);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-[0.6em]">
        <span className={`font-semibold ${small ? "text-[0.875em]" : "text-[1.5em]"} ${text}`}>{name}</span>
        {(over || full) && (
          <span className={`font-semibold text-[0.875em] ${over ? "text-bad" : "text-waiting"}`}>
            {t(over ? "phases.over" : "phases.full")}
          </span>
        )}
        <span className="num ml-auto whitespace-nowrap">
          <Value
            inRow
            shown={currentA === null ? null : rangeA ? units.rangeA(...rangeA) : units.currentA(currentA)}
            at={at}
            old={stale}
            atLeast={atLeast}
            sum
            label={t("value.current", { line: name })}
            className={`font-semibold ${small ? "text-[1em]" : "text-[2.25em] leading-none"}`}
            unitClassName="text-[max(0.7em,11px)] text-ink-3"
          />{" "}
          <span className={`text-ink-3 ${small ? "text-[max(0.8125em,11px)]" : ""}`}>/ {limit}</span>
        </span>
      </p>
      <Meter
        name={name}
        value={currentA}
        max={limitA}
        scale={limitA}
        text={said.replaceAll("\u00a0", " ")}
        tone={bar}
        old={stale}
        atLeast={atLeast}
        className={small ? "mt-[0.2em] h-[0.5em]" : "mt-[0.4em] h-[1.2em]"}
      />
    </div>
  );
});
