"use client";

import { Tags } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useQueries } from "../../lib/client/state/use-queries";
import { NotRead } from "../kept/not-read";
import { TimeZoneProvider } from "../live/time-zone";
import { tagNamesKey, useTagNames } from "../sessions/use-tag-names";
import { BackLink } from "../ui/back-link";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { NameRow } from "./name-row";

interface Props {
  installation: { id: string; name: string; timeZone: string };
}

/** Whom an installation's tags belong to: first those that have no name yet. */
export function NamesPage({ installation: { id, name, timeZone } }: Props) {
  const t = useTranslations("tagNames");
  const queries = useQueries();
  const { data, error, isPending, refetch } = useTagNames(id);
  const changed = useCallback(() => queries.invalidateQueries({ queryKey: tagNamesKey(id) }), [queries, id]);
  const [erased, setErased] = useState<number | null>(null);
  const afterErasing = useCallback(
    (sessions: number) => {
      setErased(sessions);
      // Sessions that were listed had the tag.
      void queries.invalidateQueries();
    },
    [queries],
  );
  const groups = [...new Set(data?.names.flatMap(({ group }) => (group === null ? [] : [group])) ?? [])].sort();

  function rest() {
    if (isPending) return <Skeleton className="h-64" />;
    if (data === undefined) return <NotRead title={t("failed")} error={error} again={() => void refetch()} />;
    const { names, nameless } = data;
    if (names.length === 0 && nameless.length === 0)
      return (
        <div className="card">
          <EmptyState icon={Tags} title={t("noneAtAll")} />
        </div>
      );
    return (
      <>
        <Section title={t("nameless")} aside={<span className="num">{nameless.length}</span>}>
          {nameless.length === 0 ? (
            <p className="text-[0.875rem] text-ink-3">{t("noNameless")}</p>
          ) : (
            <ul className="divide-y divide-line">
              {nameless.map((seen) => (
                <NameRow
                  key={seen.tag}
                  installationId={id}
                  tag={seen.tag}
                  known={null}
                  seen={seen}
                  changed={changed}
                  erased={afterErasing}
                />
              ))}
            </ul>
          )}
        </Section>
        <Section title={t("named")} aside={<span className="num">{names.length}</span>}>
          {names.length === 0 ? (
            <p className="text-[0.875rem] text-ink-3">{t("noNamed")}</p>
          ) : (
            <ul className="divide-y divide-line">
              {names.map((known) => (
                <NameRow
                  key={known.tag}
                  installationId={id}
                  tag={known.tag}
                  known={known}
                  seen={null}
                  changed={changed}
                  erased={afterErasing}
                />
              ))}
            </ul>
          )}
        </Section>
        <datalist id="tag-groups">
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
      </>
    );
  }

  return (
    <TimeZoneProvider timeZone={timeZone}>
      <BackLink href={`/sessions?installation=${id}`}>{name}</BackLink>
      <h1 className="font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-4 max-w-3xl text-[0.875rem] text-ink-2">{t("lead")}</p>
      <p role="status" className="mb-3 rounded-lg bg-sunken px-3 py-2 text-[0.875rem] empty:hidden">
        {erased !== null && t("erased", { n: erased })}
      </p>
      <div className="grid gap-4">{rest()}</div>
    </TimeZoneProvider>
  );
}
