"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ChargerView } from "../../lib/domain/view";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { PresenceStatus } from "./presence-status";
import { StateStatus } from "./state-status";

interface Props {
  charger: ChargerView;
  lost: boolean;
  className?: string;
}

/** What is read first of a charger: its state, its power, whether it can be heard, what it warns of. */
export function NowCard({ charger, lost, className = "" }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const { presence, powerW, allocatedA, warnings } = charger;
  const old = lost || presence.word !== "online";
  return (
    <div className={`card p-4 sm:p-5 ${className}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <StateStatus state={charger.state} presence={presence.word} lost={lost} />
        <div className="text-right max-sm:text-left">
          <p className="font-semibold text-[2.5rem] leading-none tracking-tight">
            <Value
              shown={powerW && units.powerW(powerW.value)}
              at={powerW?.at ?? null}
              old={old}
              label={t("value.power")}
              unitClassName="text-[0.5em] text-ink-3"
            />
          </p>
          {allocatedA && (
            <p className="mt-1 text-[0.875rem] text-ink-3">
              {t("charger.allocated")}{" "}
              <Value
                shown={units.limitA(allocatedA.value)}
                at={allocatedA.at}
                old={old}
                label={t("charger.allocated")}
                className="font-medium text-ink-2"
              />
            </p>
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <PresenceStatus presence={presence} />
        {warnings.length > 0 && (
          <p className="inline-flex items-center gap-2 rounded-xl bg-bad-soft px-3 py-2 text-[0.875rem] text-bad">
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
            <span>
              <span className="font-semibold">{t("charger.warnings")}</span> {warnings.join(", ")}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
