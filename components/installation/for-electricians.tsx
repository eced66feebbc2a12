"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { InstallationView } from "../../lib/contract/view";
import { isSinglePhase } from "../../lib/domain/electrical/phase";
import { GridFacts } from "../phase/grid-facts";
import { PhasorView } from "../phase/phasor-view";
import { keepElectricians } from "../shell/preferences";
import { Button } from "../ui/button";

interface Props {
  installation: InstallationView;
  /** As it was left the last time. */
  first: boolean;
  stale: boolean;
}

/** Peaks, imbalance, neutral, voltages and vectors, for those who read them: drawn only while it is open. */
export function ForElectricians({ installation, first, stale }: Props) {
  const t = useTranslations("installation");
  const [open, setOpen] = useState(first);
  const { phases, networkType, circuits } = installation;
  function toggle(): void {
    setOpen(!open);
    keepElectricians(!open);
  }
  return (
    <section aria-label={t("electricians")} className="card min-w-0 p-2">
      <h2>
        <Button look="quiet" className="w-full" aria-expanded={open} onClick={toggle}>
          {t("electricians")}
          <ChevronDown aria-hidden="true" className={`size-4 transition-transform ${open ? "rotate-180" : ""}`} />
        </Button>
      </h2>
      {open && (
        <div className="grid gap-4 px-2 pt-2 pb-3 sm:px-3">
          <GridFacts phases={phases} network={networkType} stale={stale} />
          {!isSinglePhase(networkType) && <PhasorView phases={phases} network={networkType} stale={stale} />}
          {circuits.map(({ id, name, phases }) => (
            <div key={id} className="border-line border-t pt-3">
              <h3 className="mb-2 font-semibold text-[0.875rem]">{t("circuit", { name })}</h3>
              <GridFacts phases={{ ...phases, powerFactor: null }} network={networkType} stale={stale} />
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
