"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Meter } from "../phase/meter";
import { phaseLooks } from "../phase/phase-look";
import { useLineWords } from "../phase/use-line-words";

interface Props {
  index: 0 | 1 | 2;
  nowA: number | null;
  /** Least and most, where it is not determined. */
  nowRangeA?: readonly [number, number];
  nowAtLeast: boolean;
  thenA: number;
  atLeast: boolean;
  limitA: number;
  overA: number;
}

/** One line: its current now, as it would be, and its limit. */
export function LineThen({ index, nowA, nowRangeA, nowAtLeast, thenA, atLeast, limitA, overA }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const words = useLineWords();
  const { name, bar, text } = phaseLooks[index];
  const { number, exact = number, unit } = nowRangeA ? units.rangeA(...nowRangeA) : units.currentA(nowA ?? 0);
  const now = nowA === null ? t("value.none") : inWords({ number: exact, unit });
  const then = inWords(units.currentA(thenA));
  const limit = inWords(units.limitA(limitA));
  const over = overA > 0.05;
  return (
    <div>
      <p className="num flex flex-wrap items-baseline gap-x-1.5 text-[0.875rem]">
        <span className={`w-7 font-semibold text-[0.75rem] ${text}`}>{name}</span>
        <span className="text-ink-3">
          <span className="sr-only">{t("whatIf.now")} </span>
          {nowAtLeast && nowA !== null && <AtLeast />}
          {now}
        </span>
        <ArrowRight role="img" aria-label={t("whatIf.then")} className="size-3.5 self-center text-ink-3" />
        <span className={`font-semibold ${over ? "text-bad" : ""}`}>
          {atLeast && <AtLeast />}
          {then}
        </span>
        <span className="text-ink-3">/ {limit}</span>
        {over && (
          <span className="ml-auto font-medium text-[0.8125rem] text-bad">
            {t("whatIf.overBy", { value: inWords(units.currentA(overA)) })}
          </span>
        )}
      </p>
      <Meter
        name={name}
        value={thenA}
        max={limitA}
        scale={limitA}
        text={words({ currentA: thenA, atLeast }, limitA)}
        tone={bar}
        old={false}
        atLeast={atLeast}
        className="mt-1"
      />
    </div>
  );
}

function AtLeast() {
  const t = useTranslations("value");
  return (
    <>
      <span aria-hidden="true">≥&#8201;</span>
      <span className="sr-only">{t("atLeast")} </span>
    </>
  );
}
