"use client";

import { PlugZap, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { CircuitView } from "../../../lib/contract/view";
import type { InstallationId } from "../../../lib/domain/ids";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { ListFilters } from "./list-filters";
import { useChosen } from "./use-chosen";
import { useListChoice } from "./use-list-choice";
import { VirtualList } from "./virtual-list";

interface Props {
  installationId: InstallationId;
  /** To choose from, in the order of the topology. */
  circuits: readonly Pick<CircuitView, "id" | "name">[];
  lost: boolean;
}

/** The chargers of an installation with search, filters and order. */
export const ChargerList = memo(function ChargerList({ installationId, circuits, lost }: Props) {
  const t = useTranslations("list");
  const [choice, change] = useListChoice();
  const { ids, all, counts } = useChosen(installationId, choice);
  const reset = () => change({ search: "", show: "all", circuit: null });

  if (all === 0) {
    return (
      <EmptyState icon={PlugZap} title={t("empty")}>
        {t("emptyHint")}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="border-line border-b px-2.5 py-2.5 sm:px-4 sm:py-4">
        <ListFilters choice={choice} change={change} counts={counts} circuits={circuits} />
        <p role="status" className={ids.length === all ? "sr-only" : "num mt-2 text-[0.8125rem] text-ink-3"}>
          {ids.length === all ? t("shownAll", { all }) : t("shown", { shown: ids.length, all })}
        </p>
      </div>
      {ids.length > 0 ? (
        <VirtualList ids={ids} lost={lost} label={t("shownAll", { all: ids.length })} />
      ) : (
        <EmptyState icon={SearchX} title={t("nothing")} action={<Button onClick={reset}>{t("reset")}</Button>}>
          {t("nothingHint")}
        </EmptyState>
      )}
    </>
  );
});
