"use client";

import { useTranslations } from "next-intl";
import type { InstallationView } from "../../lib/contract/view";
import { isIt } from "../../lib/domain/electrical/phase";
import type { WhatIf } from "../../lib/domain/what-if/what-if";
import { PlaceThen } from "./place-then";

interface Props {
  installation: Pick<InstallationView, "networkType" | "phases" | "circuits">;
  then: WhatIf;
}

/** The installation and its circuits, as they are and as they would be. */
export function WhatIfPlaces({ installation, then }: Props) {
  const t = useTranslations();
  const now = new Map(installation.circuits.map(({ id, phases }) => [id, phases]));
  return (
    <div className="grid gap-3 md:grid-cols-2">
      {isIt(installation.networkType) && (
        <p className="text-[0.8125rem] text-ink-3 md:col-span-2">{t("whatIf.inStep")}</p>
      )}
      <PlaceThen
        className="md:col-span-2"
        title={t("whatIf.installation")}
        now={installation.phases}
        then={then.installation}
      />
      {then.circuits.map((circuit) => (
        <PlaceThen
          key={circuit.id}
          title={t("installation.circuit", { name: circuit.name })}
          now={now.get(circuit.id) ?? null}
          then={circuit}
        />
      ))}
    </div>
  );
}
