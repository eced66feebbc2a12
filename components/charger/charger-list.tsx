"use client";

import { PlugZap, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ChargerView, CircuitView } from "../../lib/domain/view";
import { useSame } from "../live/use-same";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ListFilters } from "./list-filters";
import { useChosen } from "./use-chosen";
import { useListChoice } from "./use-list-choice";
import { VirtualList } from "./virtual-list";

interface Props {
  chargers: readonly ChargerView[];
  /** To choose from, in the order of the topology. */
  circuits: readonly Pick<CircuitView, "id" | "name">[];
  lost: boolean;
}

/** The chargers of a page with search, filters and order. */
export function ChargerList({ chargers, circuits, lost }: Props) {
  const t = useTranslations("list");
  const [choice, change] = useListChoice();
  const list = useChosen(chargers, choice);
  const { chosen, ids } = list;
  const counts = useSame(list.counts);
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
        <VirtualList chargers={chosen} ids={ids} lost={lost} label={t("shownAll", { all: chosen.length })} />
      ) : (
        <EmptyState icon={SearchX} title={t("nothing")} action={<Button onClick={reset}>{t("reset")}</Button>}>
          {t("nothingHint")}
        </EmptyState>
      )}
    </>
  );
}
