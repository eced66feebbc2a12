"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { CircuitView } from "../../lib/contract/view";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { NetworkType } from "../../lib/domain/topology";
import { PhasesPanel } from "../phase/phases-panel";
import { circuitAnchor } from "./anchors";

interface Props {
  circuit: CircuitView;
  network: NetworkType;
  /** The installation's, whose limits hold too. */
  above: PhasesView;
  stale: boolean;
}

/** A circuit's lines under its own fuse. */
export const CircuitCard = memo(function CircuitCard({ circuit, network, above, stale }: Props) {
  const t = useTranslations("installation");
  return (
    <PhasesPanel
      id={circuitAnchor(circuit.id)}
      headingLevel={3}
      title={t("circuit", { name: circuit.name })}
      phases={circuit.phases}
      network={network}
      above={above}
      stale={stale}
    />
  );
});
