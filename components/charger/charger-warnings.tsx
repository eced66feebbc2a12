"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useCut } from "../live/use-cut";
import { useWarningWords } from "./use-warning-words";
import { groupWarnings } from "./warning-kinds";

interface Props {
  deviceId: DeviceId;
  /** What the charger said last is old, whatever its presence. */
  lost: boolean;
}

/** What a charger warns of: what each warning means, its own name for support, and what to do, once for each kind. */
export const ChargerWarnings = memo(function ChargerWarnings({ deviceId, lost }: Props) {
  const t = useTranslations("warnings");
  const anomalies = useTranslations("anomalies");
  const words = useWarningWords();
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  const names = useOfCharger(deviceId, (charger) => charger.warnings) ?? [];
  const cut = useCut();
  const old = cut === "page" ? "oldPage" : cut === "broker" ? "oldBroker" : presence === "online" ? "oldDoubt" : "old";
  const groups = groupWarnings(names);
  const title = t("title", { n: names.length });
  return (
    <div className={names.length > 0 ? undefined : "sr-only"}>
      <p role="status" aria-label={t("title", { n: 2 })} className="sr-only">
        {names.length > 0
          ? groups.flatMap((group) => group.names.map((name) => words(name).title)).join("; ")
          : t("none")}
      </p>
      {names.length > 0 && (
        <section aria-label={title} className="card border-bad/60 p-4 sm:p-5">
          <h2 className="mb-3 flex items-center gap-2 font-semibold text-[0.9375rem] text-bad">
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
            {title}
          </h2>
          {(lost || presence !== "online") && <p className="mb-3 text-[0.8125rem] text-ink-3">{t(old)}</p>}
          <ul className="grid gap-4">
            {groups.map((group) => (
              <li key={group.kind} className="grid gap-3 border-line not-first:border-t not-first:pt-4">
                {group.names.map((name) => {
                  const said = words(name);
                  return (
                    <div key={name}>
                      <h3 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
                        {said.title}
                        <code className="wrap-anywhere font-mono font-normal text-[0.75rem] text-ink-3">{name}</code>
                      </h3>
                      <p className="mt-0.5 text-ink-2">{said.means}</p>
                    </div>
                  );
                })}
                <p>
                  <span className="font-semibold">{anomalies("todoTitle")}:</span> {t(`todo.${group.kind}`)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
});
