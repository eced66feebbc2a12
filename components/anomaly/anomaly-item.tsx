"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { chargerPath } from "../../lib/domain/charger-id";
import type { Anomaly } from "../../lib/domain/faults/anomaly";
import { useTime } from "../live/use-time";
import { useAnomalyWords } from "./use-anomaly-words";

/** One anomaly among an installation's: where and since when; what it means and what to do on demand. */
export const AnomalyItem = memo(function AnomalyItem({ anomaly }: { anomaly: Anomaly }) {
  const t = useTranslations("anomalies");
  const time = useTime();
  const { deviceId, since } = anomaly;
  const name = useOfCharger(deviceId, (charger) => charger.name);
  const { title, means, todo } = useAnomalyWords()(anomaly);
  return (
    <li className="border-line border-b py-3 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <p className="font-semibold">{title}</p>
        <Link
          href={chargerPath(deviceId)}
          prefetch={false}
          className="reach text-accent underline underline-offset-2 hover:text-accent-strong"
        >
          {name ?? deviceId}
        </Link>
        <p className="text-[0.8125rem] text-ink-3">{t("since", { time: time(since) })}</p>
      </div>
      <details className="mt-1">
        <summary className="reach w-fit py-1 text-[0.8125rem] text-ink-2 hover:text-ink">{t("explain")}</summary>
        <p className="mt-1 max-w-prose text-ink-2">{means}</p>
        <p className="mt-1.5 max-w-prose">
          <span className="font-semibold">{t("todoTitle")}:</span> {todo}
        </p>
      </details>
    </li>
  );
});
