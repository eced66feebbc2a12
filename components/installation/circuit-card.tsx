"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { CircuitView } from "../../lib/domain/view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { SumMeters } from "../phase/sum-meters";
import { Section } from "../ui/section";

interface Props {
  circuit: CircuitView;
  stale: boolean;
}

/** A circuit's lines under its own fuse. */
export const CircuitCard = memo(function CircuitCard({ circuit, stale }: Props) {
  const t = useTranslations("installation");
  const units = useUnits();
  return (
    <Section
      headingLevel={3}
      title={t("circuit", { name: circuit.name })}
      aside={t("fuse", { value: inWords(units.limitA(circuit.fuseA)) })}
    >
      <SumMeters phases={circuit.phases} stale={stale} />
    </Section>
  );
});
