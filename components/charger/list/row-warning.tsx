"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useWarningWords } from "../use-warning-words";
import { groupWarnings } from "../warning-kinds";

/** At a charger in a list: its most urgent warning, and how many more there are. */
export const RowWarning = memo(function RowWarning({ names }: { names: readonly string[] }) {
  const t = useTranslations();
  const words = useWarningWords();
  const first = groupWarnings(names)[0]?.names[0];
  if (first === undefined) return null;
  return (
    <p className="flex items-start gap-1 text-[0.75rem] text-bad">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {t("list.warning", { title: words(first).title })}
        {names.length > 1 && `, ${t("anomalies.more", { n: names.length - 1 })}`}
      </span>
    </p>
  );
});
