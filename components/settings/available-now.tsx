"use client";

import { useTranslations } from "next-intl";
import type { AvailableView } from "../../lib/contract/view";
import type { Triple } from "../../lib/domain/topology";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { useLines } from "../phase/lines";
import { phaseLooks } from "../phase/phase-look";
import { MeterLines } from "./dialogs/meter-lines";
import type { Override } from "./overridden";
import { OverrideNote } from "./override-note";
import { useSourceWords } from "./use-source-words";

interface Props {
  /** Null: not known. */
  nowA: Triple<number> | null;
  available: AvailableView;
  override: Override | null;
  stale: boolean;
}

/** What each line has, and where it comes from. */
export function AvailableNow({ nowA, available, override, stale }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const lines = useLines();
  const source = useSourceWords();
  const seconds = useTime(true);
  const { meter } = available;
  return (
    <>
      <dl className={`num grid grid-cols-3 gap-3 ${stale ? "old" : ""}`}>
        {lines.map((index) => {
          const { name, text } = phaseLooks[index];
          const value = nowA?.[index];
          return (
            <div key={name}>
              <dt className={`font-semibold text-[0.75rem] ${text}`}>{name}</dt>
              <dd className="font-semibold text-[1.375rem] leading-tight tracking-tight">
                {value === undefined ? t("value.none") : units.limitA(value).number}
                <span className="ml-[0.2em] font-normal text-[0.6em] text-ink-3">{units.limitA(0).unit}</span>
                {stale && <span className="sr-only"> {t("value.old")}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="mt-2 text-[0.875rem] text-ink-2">{source(available)}</p>
      <OverrideNote source={available.source} override={override} className="mt-0.5 text-[0.875rem] text-ink-2" />
      {meter && (
        <p className="num mt-0.5 text-[0.8125rem] text-ink-3">
          {t.rich("available.meterSaid", {
            lines: () => <MeterLines currentA={meter.currentA} />,
            time: seconds(meter.at),
          })}
        </p>
      )}
      {meter?.unusable && <p className="mt-0.5 text-[0.8125rem] text-waiting">{t(`available.${meter.unusable}`)}</p>}
    </>
  );
}
