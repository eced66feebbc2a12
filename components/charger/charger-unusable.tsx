"use client";

import { FileQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { ChargerDetail } from "../../lib/contract/view";
import { type KnownKey, knownKeys, type Unusable } from "../../lib/domain/charger/observation";
import { escaped } from "../../lib/domain/plain-text";
import { useTime } from "../live/use-time";

interface Props {
  /** Null: not known yet. */
  unusable: ChargerDetail["unusable"] | null;
}

const kinds = ["unreadable", "implausible"] as const satisfies readonly Unusable[];
const isKnownKey = (key: string): key is KnownKey => knownKeys.some((known) => known === key);

/** What a charger told last and nobody can use: which, since when, and what stands in its place; nothing where all can be used. */
export const ChargerUnusable = memo(function ChargerUnusable({ unusable }: Props) {
  const t = useTranslations("unusable");
  const time = useTime();
  if (unusable === null || unusable.length === 0) return null;
  return (
    <div role="note" className="card flex gap-3 border-waiting/60 p-4 text-ink-2 sm:p-5">
      <FileQuestion aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div className="grid min-w-0 gap-2">
        {kinds.map((kind) => {
          const those = unusable.filter(({ why }) => why === kind);
          if (those.length === 0) return null;
          return (
            <div key={kind}>
              <p>{t(kind)}</p>
              <ul className="mt-1 list-disc pl-5">
                {those.map(({ key, name, since }) => (
                  <li key={key} className="wrap-anywhere">
                    {t("since", { what: isKnownKey(key) ? t(`what.${key}`) : escaped(name), time: time(since) })}
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
        <p className="text-[0.8125rem] text-ink-3">{t("hint")}</p>
      </div>
    </div>
  );
});
