"use client";

import { PlugZap, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ChargerView, CircuitView } from "../../lib/domain/view";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { choose, isShown, type Show, shows } from "./list-choice";
import { ListFilters } from "./list-filters";
import { useListChoice } from "./use-list-choice";
import { VirtualList } from "./virtual-list";

interface Props {
  chargers: readonly ChargerView[];
  circuits: readonly CircuitView[];
  lost: boolean;
}

const noCounts: Record<Show, number> = { all: 0, trouble: 0, charging: 0, waiting: 0, paused: 0, noCar: 0, unknown: 0 };

/** The chargers of a page with search, filters and order. */
export function ChargerList({ chargers, circuits, lost }: Props) {
  const t = useTranslations("list");
  const [choice, change] = useListChoice();
  const chosen = useMemo(() => choose(chargers, choice), [chargers, choice]);
  const counts = useMemo(() => {
    const counts = { ...noCounts };
    for (const charger of chargers) for (const show of shows) if (isShown(charger, show)) counts[show] += 1;
    return counts;
  }, [chargers]);
  const reset = () => change({ search: "", show: "all", circuit: null });

  if (chargers.length === 0) {
    return (
      <EmptyState icon={PlugZap} title={t("empty")}>
        {t("emptyHint")}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="border-line border-b p-4">
        <ListFilters choice={choice} change={change} counts={counts} circuits={circuits} />
        <p role="status" className="num mt-3 text-[0.8125rem] text-ink-3">
          {chosen.length === chargers.length
            ? t("shownAll", { all: chargers.length })
            : t("shown", { shown: chosen.length, all: chargers.length })}
        </p>
      </div>
      {chosen.length > 0 ? (
        <VirtualList chargers={chosen} lost={lost} label={t("shownAll", { all: chosen.length })} />
      ) : (
        <EmptyState icon={SearchX} title={t("nothing")} action={<Button onClick={reset}>{t("reset")}</Button>}>
          {t("nothingHint")}
        </EmptyState>
      )}
    </>
  );
}
