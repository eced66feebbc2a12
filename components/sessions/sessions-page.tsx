"use client";

import { Banknote, ReceiptText, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useNow } from "../../lib/client/state/use-now";
import type { SessionTotal } from "../../lib/contract/sessions";
import { NotRead } from "../kept/not-read";
import { useTimeZone } from "../live/time-zone";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { ExportMenu } from "./export-menu";
import { askedFor } from "./session-choice";
import { SessionFilters } from "./session-filters";
import { commonZone, placesOf, type SessionPlace } from "./session-places";
import { SessionTable } from "./session-table";
import { useSessionChoice } from "./use-session-choice";
import { useSessionWords } from "./use-session-words";
import { useSessions } from "./use-sessions";
import { useTagNames } from "./use-tag-names";

const ownersLink =
  "reach inline-flex min-h-9 items-center gap-1.5 rounded-lg px-2 font-medium text-[0.875rem] text-ink-2 hover:text-ink";

interface Props {
  installations: readonly SessionPlace[];
  /** Of which installations the person sees names and cost. */
  owned: readonly string[];
}

/** Charging sessions: of a time, of a place, of a person; what they come to; as a file. */
export function SessionsPage({ installations, owned }: Props) {
  const t = useTranslations("sessions");
  const own = useTimeZone();
  const now = useNow(3_600_000);
  const [choice, change] = useSessionChoice();
  const timeZone = commonZone(installations, choice.installation, own);
  const places = useMemo(() => placesOf(installations, own), [installations, own]);
  const installation = choice.installation ?? (installations.length === 1 ? (installations[0]?.id ?? null) : null);
  const names = useTagNames(installation !== null && owned.includes(installation) ? installation : null);
  // Names are an installation's own: who looks at one only has chosen it.
  const meant = useMemo(() => ({ ...choice, installation }), [choice, installation]);
  const { list, total } = useSessions(meant, timeZone, now);
  const sessions = useMemo(() => list.data?.pages.flatMap((page) => page.sessions) ?? [], [list.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  function rest() {
    if (list.isPending) return <Skeleton className="m-4 h-64" />;
    if (list.isError && sessions.length === 0)
      return <NotRead title={t("failed")} error={list.error} again={() => void list.refetch()} />;
    if (sessions.length === 0)
      return (
        <EmptyState icon={SearchX} title={t("none")}>
          {t("noneHint")}
        </EmptyState>
      );
    return (
      <div className={list.isPlaceholderData ? "opacity-60" : ""}>
        <SessionTable
          sessions={sessions}
          count={total.data?.sessions ?? null}
          choice={choice}
          change={change}
          places={places}
          hasCost={owned.length > 0}
          more={more}
        />
        {list.isFetchNextPageError && (
          <NotRead title={t("failed")} error={list.error} again={() => void list.fetchNextPage()} />
        )}
      </div>
    );
  }

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 sm:mb-4">
        <h1 className="font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
        <div className="flex flex-wrap items-center gap-2">
          {installation !== null && owned.includes(installation) && (
            <>
              <Link href={`/installations/${installation}/names`} prefetch={false} className={ownersLink}>
                <ReceiptText aria-hidden="true" className="size-4" />
                {t("names")}
              </Link>
              <Link href={`/installations/${installation}/prices`} prefetch={false} className={ownersLink}>
                <Banknote aria-hidden="true" className="size-4" />
                {t("prices")}
              </Link>
            </>
          )}
          <ExportMenu asked={askedFor(meant, timeZone, now)} />
        </div>
      </div>
      <SessionFilters
        choice={meant}
        change={change}
        places={installations}
        names={names.data?.names ?? []}
        timeZone={timeZone}
      />
      <Total total={total.data ?? null} isOld={total.isError} withEmpty={choice.empty} />
      <div className="card overflow-hidden">{rest()}</div>
      <p className="mt-2 px-1 text-[0.8125rem] text-ink-3">{t("rule", { zone: timeZone })}</p>
    </>
  );
}

function Total({ total, isOld, withEmpty }: { total: SessionTotal | null; isOld: boolean; withEmpty: boolean }) {
  const t = useTranslations("sessions.total");
  const words = useSessionWords();
  const parts =
    total === null
      ? []
      : [
          t("count", { n: total.sessions, count: words.count(total.sessions) }),
          total.unknownEnergy > 0
            ? t("atLeast", { energy: words.energy(total.energyWh), n: total.unknownEnergy })
            : words.energy(total.energyWh),
          ...(total.open > 0 ? [t("open", { n: total.open })] : []),
          ...(total.failedStarts > 0 ? [t("failedStarts", { n: total.failedStarts })] : []),
          ...(total.empty > 0 && !withEmpty ? [t("empty", { n: total.empty, count: words.count(total.empty) })] : []),
        ];
  return (
    <p role="status" aria-label={t("label")} className="num my-3 min-h-5 px-1 text-[0.875rem] text-ink-2">
      {parts.join(" · ")}
      {isOld && total !== null && ` (${t("old")})`}
    </p>
  );
}
