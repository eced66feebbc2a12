"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { SettingsView } from "../../lib/contract/view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { useSinglePhase } from "../phase/lines";
import { Fact } from "../ui/fact";
import { useWindowWords } from "./use-day-names";
import { useTripleWords } from "./use-triple-words";

/** What people have set, to be read by everyone who sees the installation. */
export const SettingsFacts = memo(function SettingsFacts({ settings }: { settings: SettingsView }) {
  const t = useTranslations("settings");
  const units = useUnits();
  const triple = useTripleWords();
  // With one phase there is nothing to be uneven, and nothing to switch to.
  const single = useSinglePhase();
  const window = useWindowWords();
  const { availableA, schedule, switchCurrentA, imbalanceLimitA, meter } = settings;
  return (
    <dl className="num grid grid-cols-2 content-start gap-x-4 gap-y-3 border-line text-[0.875rem] @max-3xl:border-t @max-3xl:pt-3 @3xl:grid-cols-4 @3xl:border-l @3xl:pl-10">
      <Fact name={t("usual")}>{triple(availableA)}</Fact>
      {meter && <Fact name={t("safe")}>{triple(meter.safeA)}</Fact>}
      {!single && (
        <>
          <Fact name={t("switch")}>{inWords(units.limitA(switchCurrentA))}</Fact>
          <Fact name={t("imbalance")}>
            {imbalanceLimitA === null ? t("noLimit") : inWords(units.limitA(imbalanceLimitA))}
          </Fact>
        </>
      )}
      <Fact className="col-span-full" name={t("schedule")}>
        {schedule.length === 0 ? (
          t("noSchedule")
        ) : (
          <ol className="grid gap-0.5">
            {schedule.map((each) => (
              <li
                key={`${each.days} ${each.from} ${each.to}`}
                className="flex max-w-md flex-wrap justify-between gap-x-4"
              >
                <span>{window(each)}</span>
                <span className="font-semibold">{triple(each.availableA)}</span>
              </li>
            ))}
          </ol>
        )}
      </Fact>
    </dl>
  );
});
