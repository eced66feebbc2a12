"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationView } from "../../lib/contract/view";
import { isWrong } from "../../lib/domain/verdict";
import { MiniMeters } from "../phase/mini-meters";
import { StateBar } from "./state-bar";
import { TotalPower } from "./total-power";
import { VerdictMark } from "./verdict-mark";

interface Props {
  installation: InstallationView;
  stale: boolean;
}

/** One installation among others: its verdict, power, phases, states. */
export const InstallationCard = memo(function InstallationCard({ installation, stale }: Props) {
  const t = useTranslations();
  const { id, name, networkType, chargers, states, verdict, phases } = installation;
  return (
    <div
      data-row=""
      className={`card relative flex h-full flex-col gap-4 p-4 transition-shadow hover:shadow-raised sm:p-5 ${verdict.some(isWrong) ? "border-bad/50" : ""}`}
    >
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="font-semibold text-[1.125rem] leading-snug">
            <Link
              href={`/installations/${id}`}
              prefetch={false}
              data-ages=""
              className="after:absolute after:inset-0 after:content-['']"
            >
              {name}
            </Link>
          </h2>
          <p className="mt-0.5 text-[0.8125rem] text-ink-3">
            {t("installations.chargers", { n: chargers })} · {t(`grid.${networkType}`)}
          </p>
        </div>
        <ChevronRight aria-hidden="true" className="mt-1 size-5 shrink-0 text-ink-3" />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TotalPower
          inRow
          installation={installation}
          stale={stale}
          className="relative z-10 font-semibold text-[1.75rem] tracking-tight"
        />
        <VerdictMark verdict={verdict} stale={stale} />
      </div>
      <MiniMeters phases={phases} stale={stale} />
      <StateBar states={states} chargers={chargers} />
    </div>
  );
});
