"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { WhatIfPlace } from "../../lib/domain/what-if/what-if";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useLines } from "../phase/lines";
import { LineThen } from "./line-then";

interface Props {
  title: string;
  /** Null: not known. */
  now: PhasesView | null;
  then: WhatIfPlace;
  className?: string;
}

/** One place's lines, now and then; whether they would be within their limits is said in words. */
export function PlaceThen({ title, now, then, className = "" }: Props) {
  const t = useTranslations("whatIf");
  const units = useUnits();
  const over = Math.max(...then.overA);
  const { imbalanceA, imbalanceLimitA } = then;
  const amps = (value: number) => inWords(units.currentA(value));
  const lines = useLines();
  const uneven = imbalanceLimitA !== null && imbalanceA !== null && imbalanceA > imbalanceLimitA + 0.05;
  const imbalance =
    imbalanceA === null
      ? null
      : imbalanceLimitA === null
        ? t("imbalance", { value: amps(imbalanceA) })
        : t(uneven ? "imbalanceOver" : "imbalanceOf", {
            value: amps(imbalanceA),
            limit: inWords(units.limitA(imbalanceLimitA)),
          });
  return (
    <section
      aria-label={title}
      className={`@container rounded-xl border p-3.5 ${over > 0.05 ? "border-bad/60" : "border-line"} ${className}`}
    >
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold text-[0.9375rem]">{title}</h3>
        {over > 0.05 ? (
          <p className="inline-flex items-center gap-1.5 font-medium text-[0.8125rem] text-bad">
            <TriangleAlert aria-hidden="true" className="size-3.5" />
            {t("over", { value: amps(over) })}
          </p>
        ) : (
          <p className="text-[0.8125rem] text-charging">{t(then.atLeast ? "fitsAsKnown" : "fits")}</p>
        )}
      </div>
      <div className="grid gap-2">
        {lines.map((index) => (
          <LineThen
            key={index}
            index={index}
            nowA={now?.lines[index].currentA ?? null}
            nowRangeA={now?.lines[index].rangeA}
            nowAtLeast={now?.lines[index].atLeast ?? false}
            thenA={then.linesA[index]}
            atLeast={then.atLeast}
            limitA={then.limitA[index]}
            overA={then.overA[index]}
          />
        ))}
      </div>
      {imbalance !== null && (
        <p className={`num mt-2 text-[0.8125rem] ${uneven ? "font-medium text-bad" : "text-ink-2"}`}>
          {then.atLeast ? t("asKnown", { text: imbalance }) : imbalance}
        </p>
      )}
    </section>
  );
}
