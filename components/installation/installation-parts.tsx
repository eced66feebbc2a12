"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { InstallationView } from "../../lib/contract/view";
import { InstallationAnomalies } from "../anomaly/installation-anomalies";
import { CircuitsSection } from "./circuits-section";
import { Summary } from "./summary";

interface Props {
  installation: InstallationView;
  stale: boolean;
  /** The list of chargers counts them all by state itself. */
  counted: boolean;
  chargers: ReactNode;
  /** Below the circuits. */
  children: ReactNode;
}

/** The parts of an installation's page: its chargers beside the rest where there is room, else right below the summary. */
export function InstallationParts({ installation, stale, counted, chargers, children }: Props) {
  const t = useTranslations("installation");
  const { id, networkType, phases, circuits } = installation;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-2 sm:gap-4 min-[68.75rem]:grid-cols-[22rem_minmax(0,1fr)] min-[68.75rem]:grid-rows-[auto_1fr] 2xl:grid-cols-[26rem_minmax(0,1fr)]">
      <Summary installation={installation} stale={stale} counted={counted} />
      <section
        id="chargers"
        tabIndex={-1}
        aria-label={t("chargers")}
        className="card @container min-w-0 outline-none min-[68.75rem]:col-start-2 min-[68.75rem]:row-span-2 min-[68.75rem]:row-start-1"
      >
        <h2 className="sr-only">{t("chargers")}</h2>
        {chargers}
      </section>
      <div id="more" tabIndex={-1} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 outline-none">
        <InstallationAnomalies installationId={id} />
        <CircuitsSection circuits={circuits} network={networkType} above={phases} stale={stale} />
        {children}
      </div>
    </div>
  );
}
