"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TagNameView } from "../../lib/contract/tag-names";
import { escaped } from "../../lib/domain/plain-text";
import { PeriodFields } from "./period-fields";
import { type SessionChoice, sessionSorts } from "./session-choice";
import type { SessionPlace } from "./session-places";

interface Props {
  choice: SessionChoice;
  change(next: Partial<SessionChoice>): void;
  places: readonly SessionPlace[];
  /** Whom tags belong to at the chosen installation; none where the person may not see it. */
  names: readonly TagNameView[];
  timeZone: string;
}

const field =
  "min-h-11 min-w-0 rounded-xl border border-line-strong/60 bg-surface px-3 text-[0.875rem] text-ink md:min-h-9";
const toggle =
  "reach inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-full border border-line bg-surface px-3.5 font-medium text-[0.8125rem] text-ink-2 hover:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong";

/** Of which time, place and person sessions are shown. */
export function SessionFilters({ choice, change, places, names, timeZone }: Props) {
  const t = useTranslations("sessions");
  const circuits = places.find(({ id }) => id === choice.installation)?.circuits ?? [];
  const groups = [...new Set(names.flatMap(({ group }) => (group === null ? [] : [group])))].sort();
  const people = [...new Set(names.map(({ name }) => name))];
  const who = choice.group !== null ? `g:${choice.group}` : choice.name !== null ? `n:${choice.name}` : "";
  const chooseWho = (value: string) =>
    change({
      name: value.startsWith("n:") ? value.slice(2) : null,
      group: value.startsWith("g:") ? value.slice(2) : null,
    });
  return (
    <search aria-label={t("filters")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <PeriodFields
          period={choice.period}
          change={(period) => change({ period })}
          timeZone={timeZone}
          field={field}
        />
        {places.length > 1 && (
          <Choice
            label={t("installation")}
            value={choice.installation ?? ""}
            choose={(id) => change({ installation: id || null, circuit: null, name: null, group: null })}
          >
            <option value="">{t("allInstallations")}</option>
            {places.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        {circuits.length > 1 && (
          <Choice label={t("circuit")} value={choice.circuit ?? ""} choose={(id) => change({ circuit: id || null })}>
            <option value="">{t("allCircuits")}</option>
            {circuits.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        {names.length > 0 && (
          <Choice label={t("who")} value={who} choose={chooseWho}>
            <option value="">{t("everybody")}</option>
            {groups.map((group) => (
              <option key={`g:${group}`} value={`g:${group}`}>
                {group}
              </option>
            ))}
            {people.map((name) => (
              <option key={`n:${name}`} value={`n:${name}`}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        <Choice
          className="md:hidden"
          label={t("sort")}
          value={`${choice.sort} ${choice.ascending}`}
          choose={(value) => {
            const [sort, ascending] = value.split(" ");
            change({ sort: sessionSorts.find((one) => one === sort) ?? "end", ascending: ascending === "true" });
          }}
        >
          {sessionSorts.flatMap((sort) =>
            [false, true].map((ascending) => (
              <option key={`${sort} ${ascending}`} value={`${sort} ${ascending}`}>
                {t(`sorts.${sort}.${ascending ? "asc" : "desc"}`)}
              </option>
            )),
          )}
        </Choice>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <button
          type="button"
          aria-pressed={choice.problems}
          onClick={() => change({ problems: !choice.problems })}
          className={toggle}
        >
          {t("onlyProblems")}
        </button>
        <button
          type="button"
          aria-pressed={choice.empty}
          onClick={() => change({ empty: !choice.empty })}
          className={toggle}
        >
          {t("withEmpty")}
        </button>
        {choice.charger !== null && <Chosen remove={() => change({ charger: null })}>{choice.charger}</Chosen>}
        {choice.tag !== null && <Chosen remove={() => change({ tag: null })}>{escaped(choice.tag)}</Chosen>}
      </div>
    </search>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choose(value: string): void;
  className?: string;
  children: ReactNode;
}

function Choice({ label, value, choose, className = "", children }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => choose(target.value)}
      className={`${field} max-w-full flex-1 basis-36 sm:flex-none ${className}`}
    >
      {children}
    </select>
  );
}

/** What an address chose that no field shows; it can be let go. */
function Chosen({ remove, children }: { remove(): void; children: string }) {
  const t = useTranslations("sessions");
  return (
    <button type="button" aria-label={t("notOnly", { what: children })} onClick={remove} className={toggle}>
      {children}
      <X aria-hidden="true" className="size-3.5" />
    </button>
  );
}
