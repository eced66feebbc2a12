"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { useLive } from "../../lib/client/state/use-live";
import type { Anomaly } from "../../lib/domain/faults/anomaly";
import type { InstallationId } from "../../lib/domain/ids";
import { Button } from "../ui/button";
import { AnomalyItem } from "./anomaly-item";
import { AnomalyStatus } from "./anomaly-status";
import { useAnomalyWords } from "./use-anomaly-words";

/** As many as the server tells of. */
const mostTold = 20;
const firstShown = 3;
const none: readonly Anomaly[] = [];

interface Props {
  installationId: InstallationId;
}

/** What is electrically wrong in an installation, longest first; nothing is shown where nothing is wrong. */
export const InstallationAnomalies = memo(function InstallationAnomalies({ installationId }: Props) {
  const t = useTranslations("anomalies");
  const words = useAnomalyWords();
  const [whole, setWhole] = useState(false);
  const anomalies = useLive(({ installations }) => installations[installationId]?.anomalies ?? none) ?? none;
  const all = useLive(({ installations }) => installations[installationId]?.chargers ?? 0) ?? 0;
  const heard = useLive(({ installations }) => installations[installationId]?.presences.online ?? 0) ?? 0;
  const title = t("title", { n: anomalies.length });
  const shown = whole ? anomalies : anomalies.slice(0, firstShown);
  const more = anomalies.length > firstShown;
  return (
    <div className={anomalies.length > 0 ? undefined : "sr-only"}>
      <AnomalyStatus titles={anomalies.map((anomaly) => words(anomaly).title)} all={all} heard={heard} />
      {anomalies.length > 0 && (
        <section aria-label={title} className="card border-bad/60 p-4 sm:p-5">
          <h2 className="flex items-center gap-2 font-semibold text-[0.9375rem] text-bad">
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
            {title}
          </h2>
          <ul className="mt-1">
            {shown.map((anomaly) => (
              <AnomalyItem
                key={`${anomaly.deviceId} ${anomaly.kind} ${anomaly.line} ${anomaly.terminal}`}
                anomaly={anomaly}
              />
            ))}
          </ul>
          {more && (
            <Button look="quiet" className="-ml-4" aria-expanded={whole} onClick={() => setWhole(!whole)}>
              {whole ? t("showFewer") : t("showAll", { n: anomalies.length })}
            </Button>
          )}
          {whole && anomalies.length === mostTold && <p className="text-[0.8125rem] text-ink-3">{t("firstTwenty")}</p>}
        </section>
      )}
    </div>
  );
});
