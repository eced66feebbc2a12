"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationView } from "../../lib/contract/view";
import { useSame } from "../live/use-same";
import { PhasesPanel } from "../phase/phases-panel";
import { phasesAnchor } from "./anchors";
import { StateBar } from "./state-bar";
import { TotalPower } from "./total-power";

interface Props {
  installation: InstallationView;
  stale: boolean;
  /** The list below it, beside which a phone has no room for it, counts the chargers by state too. */
  counted: boolean;
}

/** What an installation does now, at a glance: its power, its chargers by state, its phases. */
export function Summary({ installation, stale, counted }: Props) {
  const { networkType, phases, chargers } = installation;
  const states = useSame(installation.states);
  return (
    <div data-values="" className="card @container p-2.5 sm:p-5">
      <div className="grid items-start gap-x-10 gap-y-1 sm:gap-y-4 @3xl:grid-cols-2">
        <div>
          <div className="flex items-center justify-between gap-3 sm:mb-2.5">
            <TotalPower
              tellsAges
              installation={installation}
              stale={stale}
              className="font-semibold text-[1.5rem] leading-none sm:text-[2.25rem] tracking-tight"
            />
            <JumpPastChargers />
          </div>
          <div className={counted ? "max-sm:hidden" : "max-sm:mt-2"}>
            <StateBar states={states} chargers={chargers} />
          </div>
        </div>
        <PhasesPanel id={phasesAnchor} phases={phases} network={networkType} stale={stale} />
      </div>
    </div>
  );
}

/** Where the list of chargers is not beside it, what stands below a long list is one press away. */
const JumpPastChargers = memo(function JumpPastChargers() {
  const t = useTranslations("installation");
  return (
    <a
      href="#more"
      className="reach inline-flex min-h-8 items-center sm:min-h-9 gap-1.5 rounded-xl border border-line px-3 font-medium text-[0.8125rem] text-ink-2 min-[68.75rem]:hidden"
    >
      {t("circuits")}
      <ArrowDown aria-hidden="true" className="size-4" />
    </a>
  );
});
