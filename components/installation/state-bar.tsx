"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationView } from "../../lib/contract/view";
import type { StateWord } from "../../lib/domain/charger/state";
import { stateLooks } from "../charger/state-look";
import { useStale } from "../live/use-stale";
import { countedStates } from "./state-counts";

const bars: Record<StateWord, string> = {
  charging: "bg-charging",
  waitingForCurrent: "bg-waiting",
  waitingForAuthorisation: "bg-waiting",
  paused: "bg-paused",
  finished: "bg-finished",
  noCar: "bg-line",
  unknown: "bg-line-strong",
};

/** How many chargers are in which state: a bar for the glance, words and numbers for the rest. */
export const StateBar = memo(function StateBar({ states, chargers }: Pick<InstallationView, "states" | "chargers">) {
  const t = useTranslations();
  const stale = useStale();
  const there = countedStates.filter((word) => states[word] > 0);
  return (
    <div>
      <div aria-hidden="true" className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {there.map((word) => (
          <span
            key={word}
            className={bars[word]}
            style={{ width: `${(states[word] / Math.max(1, chargers)) * 100}%` }}
          />
        ))}
      </div>
      <ul aria-label={t("installation.states")} className="mt-2 flex flex-wrap gap-x-3.5 gap-y-0.5">
        {there.map((word) => {
          const { icon: Icon, text } = stateLooks[word];
          return (
            <li key={word} className="num flex items-center gap-1.5 text-[0.8125rem] text-ink-2">
              <Icon aria-hidden="true" className={`size-3.5 ${stale ? "text-ink-3" : text}`} strokeWidth={2.25} />
              <span>
                {t.rich(stale ? `wasCount.${word}` : `stateCount.${word}`, {
                  n: states[word],
                  b: (count) => <span className={`font-semibold ${stale ? "old" : "text-ink"}`}>{count}</span>,
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
});
