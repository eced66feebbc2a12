"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { useLive } from "../../lib/client/state/use-live";
import type { InstallationId } from "../../lib/domain/ids";
import { Button } from "../ui/button";
import { PhasorView } from "./phasor-view";

interface Props {
  installationId: InstallationId;
  stale: boolean;
}

/** Currents and voltages as vectors, for those who read them: reckoned and drawn only while it is open. */
export const Phasors = memo(function Phasors({ installationId, stale }: Props) {
  const t = useTranslations("phases");
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-2">
      <Button look="quiet" className="-ml-4" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("phasors")}
        <ChevronDown aria-hidden="true" className={`size-4 transition-transform ${open ? "rotate-180" : ""}`} />
      </Button>
      {open && <OfInstallation installationId={installationId} stale={stale} />}
    </div>
  );
});

function OfInstallation({ installationId, stale }: Props) {
  const phases = useLive(({ installations }) => installations[installationId]?.phases ?? null);
  const network = useLive(({ installations }) => installations[installationId]?.networkType ?? null);
  return phases && network && <PhasorView phases={phases} network={network} stale={stale} />;
}
