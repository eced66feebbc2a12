"use client";

import { ArrowDownUp, Cable, type LucideIcon, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { CircuitView } from "../../../lib/contract/view";
import { useTyped } from "../../ui/use-typed";
import { type ListChoice, type Show, shows, sorts } from "./list-choice";

interface Props {
  choice: ListChoice;
  change(next: Partial<ListChoice>): void;
  counts: Record<Show, number>;
  circuits: readonly Pick<CircuitView, "id" | "name">[];
}

const field = "min-h-11 rounded-xl border border-line-strong/60 bg-surface px-3 text-[0.875rem] text-ink md:min-h-9";

/** Search, filters with their counts, circuit and order. */
export const ListFilters = memo(function ListFilters({ choice, change, counts, circuits }: Props) {
  const t = useTranslations("list");
  const [search, type] = useTyped(choice.search, (text) => change({ search: text }));
  const sortWords = { trouble: t("sortTrouble"), name: t("sortName"), power: t("sortPower") };
  return (
    <search className="flex flex-col gap-2 sm:gap-3">
      <div className="flex flex-wrap gap-2 phone:flex-nowrap">
        <label className="relative min-w-0 flex-1 basis-full phone:basis-0 sm:basis-60">
          <span className="sr-only">{t("search")}</span>
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3"
          />
          <input
            type="search"
            value={search}
            onChange={(event) => type(event.target.value)}
            placeholder={t("search")}
            className={`${field} w-full ${search === "" ? "pr-2" : "pr-11"} pl-9 placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden`}
          />
          {search !== "" && (
            <button
              type="button"
              aria-label={t("clearSearch")}
              onClick={() => type("")}
              className="reach absolute top-1/2 right-2 grid size-7 -translate-y-1/2 place-items-center rounded-lg text-ink-3 hover:bg-sunken"
            >
              <X aria-hidden="true" className="size-4" />
            </button>
          )}
        </label>
        {circuits.length > 1 && (
          <Choice
            icon={Cable}
            label={t("circuit")}
            value={choice.circuit ?? ""}
            chosen={choice.circuit !== null}
            choose={(value) => change({ circuit: value === "" ? null : value })}
          >
            <option value="">{t("allCircuits")}</option>
            {circuits.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        <Choice
          icon={ArrowDownUp}
          label={t("sort")}
          value={choice.sort}
          chosen={choice.sort !== "trouble"}
          choose={(value) => change({ sort: sorts.find((sort) => sort === value) ?? "trouble" })}
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortWords[sort]}
            </option>
          ))}
        </Choice>
      </div>
      <fieldset className="-mx-1 flex min-w-0 flex-wrap gap-1.5 px-1 py-0.5 phone:flex-nowrap phone:overflow-x-auto">
        <legend className="sr-only">{t("show")}</legend>
        {shows
          .filter((show) => show === "all" || show === choice.show || counts[show] > 0)
          .map((show) => (
            <button
              key={show}
              type="button"
              aria-pressed={choice.show === show}
              onClick={() => change({ show })}
              className="reach inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-full border border-line bg-surface px-3.5 font-medium text-[0.8125rem] text-ink-2 hover:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
            >
              {t(show)}
              <span className={`num ${show === "trouble" && counts[show] > 0 ? "font-bold text-bad" : "text-ink-3"}`}>
                {counts[show]}
              </span>
            </button>
          ))}
      </fieldset>
    </search>
  );
});

interface ChoiceProps {
  icon: LucideIcon;
  label: string;
  value: string;
  /** It is another than at first. */
  chosen: boolean;
  choose(value: string): void;
  children: ReactNode;
}

/** A choice of one; on a phone an icon, over which the browser's own choice lies unseen. */
function Choice({ icon: Icon, label, value, chosen, choose, children }: ChoiceProps) {
  const look = chosen ? "phone:border-accent phone:bg-accent-soft phone:text-accent-strong" : "phone:text-ink-2";
  return (
    <span
      className={`relative min-w-0 flex-1 basis-32 outline-offset-2 outline-focus phone:grid phone:size-11 phone:flex-none phone:place-items-center phone:rounded-xl phone:border phone:border-line-strong/60 phone:has-[:focus-visible]:outline-2 sm:flex-none ${look}`}
    >
      <Icon aria-hidden="true" className="hidden size-4.5 phone:block" />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className={`${field} w-full phone:absolute phone:inset-0 phone:opacity-0`}
      >
        {children}
      </select>
    </span>
  );
}
