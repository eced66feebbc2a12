"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { LineSum } from "../../lib/domain/electrical/phases-view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { fullnessOf } from "../phase/fullness";
import { Meter } from "../phase/meter";
import { phaseLooks } from "../phase/phase-look";
import { useLineWords } from "../phase/use-line-words";

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
  const words = useLineWords();
  const { name, bar, text } = phaseLooks[index];
  const { currentA, atLeast, at, rangeA } = line;
  const limit = inWords(units.limitA(limitA));
  const fullness = fullnessOf(line, limitA);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-[0.6em]">
        <span className={`font-semibold ${small ? "text-[0.875em]" : "text-[1.5em]"} ${text}`}>{name}</span>
        {fullness && (
          <span className={`font-semibold text-[0.875em] ${fullness === "over" ? "text-bad" : "text-waiting"}`}>
            {t(`phases.${fullness}`)}
          </span>
        )}
        <span className="num ml-auto whitespace-nowrap">
          <Value
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
        text={words(line, limitA)}
        tone={bar}
        old={stale}
        atLeast={atLeast}
        className={small ? "mt-[0.2em] h-[0.5em]" : "mt-[0.4em] h-[1.2em]"}
      />
    </div>
  );
});
