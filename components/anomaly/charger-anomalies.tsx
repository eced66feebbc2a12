"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useTime } from "../live/use-time";
import { AnomalyStatus } from "./anomaly-status";
import { useAnomalyWords } from "./use-anomaly-words";

interface Props {
  deviceId: DeviceId;
  /** The page's stream is gone. */
  lost: boolean;
}

/** What is electrically wrong at a charger, what it means and what to do. */
export const ChargerAnomalies = memo(function ChargerAnomalies({ deviceId, lost }: Props) {
  const t = useTranslations("anomalies");
  const warnings = useTranslations("warnings");
  const words = useAnomalyWords();
  const time = useTime();
  const heard = useOfCharger(deviceId, ({ presence }) => presence.word === "online");
  const anomalies = useOfCharger(deviceId, (charger) => charger.anomalies) ?? [];
  const told = anomalies.map((anomaly) => ({ ...anomaly, ...words(anomaly) }));
  const title = t("title", { n: told.length });
  return (
    <div className={told.length > 0 ? undefined : "sr-only"}>
      <AnomalyStatus titles={told.map((each) => each.title)} all={1} heard={heard ? 1 : 0} />
      {told.length > 0 && (
        <section aria-label={title} className="card border-bad/60 p-4 sm:p-5">
          <h2 className="mb-3 flex items-center gap-2 font-semibold text-[0.9375rem] text-bad">
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
            {title}
          </h2>
          {lost && <p className="mb-3 text-[0.8125rem] text-ink-3">{warnings("oldPage")}</p>}
          <ul className="grid gap-4">
            {told.map(({ kind, terminal, line, since, title, means, todo }) => (
              <li key={`${kind} ${line} ${terminal}`} className="border-line not-first:border-t not-first:pt-4">
                <h3 className="font-semibold">{title}</h3>
                <p className="text-[0.8125rem] text-ink-3">{t("since", { time: time(since) })}</p>
                <p className="mt-1.5 text-ink-2">{means}</p>
                <p className="mt-1.5">
                  <span className="font-semibold">{t("todoTitle")}:</span> {todo}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
});
