"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { InstallationView } from "../../lib/contract/view";
import { isWrong } from "../../lib/domain/verdict";
import { MiniMeters } from "../phase/mini-meters";
import { StateBar } from "./state-bar";
import { TotalPower } from "./total-power";
import { VerdictMark } from "./verdict-mark";

interface Props {
  installation: InstallationView;
  stale: boolean;
  /** Below its numbers of now. */
  children?: ReactNode;
}

/** One installation among others: its verdict, power, phases, states. */
export const InstallationCard = memo(function InstallationCard({ installation, stale, children }: Props) {
  const t = useTranslations();
  const { id, name, networkType, chargers, states, verdict, phases } = installation;
  return (
    <div
      data-values=""
      className={`card @container relative p-4 transition-shadow hover:shadow-raised sm:px-5 ${verdict.some(isWrong) ? "border-bad/50" : ""}`}
    >
      <div className="grid items-center gap-x-8 gap-y-3 @2xl:grid-cols-2 @5xl:grid-cols-[minmax(16rem,1.3fr)_minmax(16rem,1fr)_minmax(16rem,1.2fr)]">
        <div className="flex min-w-0 items-start justify-between gap-4">
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
            <div className="my-1 flex">
              <VerdictMark verdict={verdict} stale={stale} />
            </div>
            <p className="text-[0.8125rem] text-ink-3">
              {t("installations.chargers", { n: chargers })} · {t(`grid.${networkType}`)}
            </p>
          </div>
          <TotalPower
            installation={installation}
            stale={stale}
            className="relative z-10 font-semibold text-[1.5rem] tracking-tight"
          />
        </div>
        <MiniMeters phases={phases} stale={stale} />
        <div className="@2xl:col-span-2 @5xl:col-span-1">
          <StateBar states={states} chargers={chargers} />
        </div>
      </div>
      {children}
    </div>
  );
});
