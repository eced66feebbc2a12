"use client";

import { Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Anomaly } from "../../lib/domain/faults/anomaly";
import { useAnomalyWords } from "./use-anomaly-words";

/** At a charger in a list: the fault that has lasted longest, and how many more there are. */
export const RowAnomaly = memo(function RowAnomaly({ anomalies }: { anomalies: readonly Anomaly[] }) {
  const t = useTranslations("anomalies");
  const words = useAnomalyWords();
  const [first, ...others] = anomalies;
  if (first === undefined) return null;
  return (
    <p className="flex items-start gap-1 text-[0.75rem] text-bad">
      <Zap aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {words(first).title}
        {others.length > 0 && `, ${t("more", { n: others.length })}`}
      </span>
    </p>
  );
});
