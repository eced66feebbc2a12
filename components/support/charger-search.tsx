"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useDeferredValue, useId } from "react";
import { get, RefusalError } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { SearchHit } from "../../lib/contract/api";
import { chargerPath } from "../../lib/domain/charger-id";
import { presenceLooks } from "../charger/presence-look";
import { useRefusalWords } from "../command/use-refusal-words";
import { useTyped } from "../ui/use-typed";

function Hit({ hit }: { hit: SearchHit }) {
  const t = useTranslations();
  const { icon: Icon, text } = presenceLooks[hit.presence];
  const state = hit.presence === "online" && !hit.old ? t(`state.${hit.state}`) : t(`was.${hit.state}`);
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken sm:px-5">
      <Link
        href={chargerPath(hit.deviceId)}
        prefetch={false}
        className="min-w-0 flex-1 basis-44 truncate font-semibold after:absolute after:inset-0"
      >
        {hit.name} <span className="num ml-1 font-normal text-[0.8125rem] text-ink-3">{hit.deviceId}</span>
      </Link>
      <span className="min-w-0 flex-1 basis-44 truncate text-[0.875rem] text-ink-2">
        {hit.installation === null
          ? t("charger.unassigned")
          : [hit.installation.name, hit.circuit?.name].filter(Boolean).join(" · ")}
      </span>
      <span className="text-[0.875rem] text-ink-2">{state}</span>
      <span className={`inline-flex items-center gap-1.5 text-[0.875rem] ${text}`}>
        <Icon aria-hidden="true" className="size-4" />
        {t(`presence.${hit.presence}`)}
      </span>
    </li>
  );
}

interface Props {
  /** What is told before something is searched for. */
  hint?: string | null;
  /** It stands in no card, and what it finds gets one. */
  isAlone?: boolean;
}

/**
 * Finds any charger by serial number, name, circuit or installation. What is searched for stands in the address; Enter opens
 * the only one that is found.
 */
export function ChargerSearch({ hint = null, isAlone = false }: Props) {
  const t = useTranslations("supportPage");
  const words = useRefusalWords();
  const id = useId();
  const path = usePathname();
  const router = useRouter();
  const asked = useSearchParams().get("q") ?? "";
  const [typed, type] = useTyped(asked, (text) =>
    window.history.replaceState(null, "", text === "" ? path : `${path}?${new URLSearchParams({ q: text })}`),
  );
  const q = useDeferredValue(asked.trim());
  const found = useQuery(
    {
      queryKey: ["search", q],
      queryFn: ({ signal }) =>
        get(`/api/support/search?${new URLSearchParams({ q })}`, (shapes) => shapes.searchAnswer, signal),
      enabled: q !== "",
      placeholderData: keepPreviousData,
      retry: 1,
    },
    useQueries(),
  );
  const hits = q === "" ? [] : (found.data?.hits ?? []);
  const status = () => {
    if (q === "") return hint;
    if (found.error) return found.error instanceof RefusalError ? words(found.error.refusal) : t("searchFailed");
    if (!found.data) return t("searching");
    return found.data.more ? t("foundMore", { n: hits.length }) : t("found", { n: hits.length });
  };
  function open(event: FormEvent): void {
    event.preventDefault();
    const [only, ...others] = hits;
    // What is shown may still be of what was typed before.
    const isOfTyped = q === typed.trim() && !found.isPlaceholderData;
    if (only !== undefined && others.length === 0 && isOfTyped) router.push(chargerPath(only.deviceId));
  }
  return (
    <>
      <search>
        <form onSubmit={open}>
          <label htmlFor={id} className="sr-only">
            {t("searchLabel")}
          </label>
          <div className="relative">
            <Search
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3"
            />
            <input
              id={id}
              type="search"
              maxLength={100}
              autoComplete="off"
              value={typed}
              onChange={({ target }) => type(target.value)}
              placeholder={t("searchLabel")}
              className="min-h-11 w-full rounded-xl border border-line-strong/60 bg-surface pr-3 pl-9 placeholder:text-ink-3"
            />
          </div>
        </form>
      </search>
      <p role="status" className="num mt-2 text-[0.8125rem] text-ink-3 empty:mt-0">
        {status()}
      </p>
      {hits.length > 0 && (
        <ul
          aria-label={t("hits")}
          className={`mt-3 divide-y divide-line ${isAlone ? "card overflow-hidden" : "-mx-4 border-line border-t sm:-mx-5"}`}
        >
          {hits.map((hit) => (
            <Hit key={hit.deviceId} hit={hit} />
          ))}
        </ul>
      )}
    </>
  );
}
