"use client";

import { useTranslations } from "next-intl";
import type { InstallationView } from "../../lib/contract/view";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { oldestOf } from "../phase/oldest";

interface Props {
  installation: InstallationView;
  stale: boolean;
  className?: string;
  tellsAges?: boolean;
}

/** The power of an installation: the number that is read first. */
export function TotalPower({ installation, stale, className = "", tellsAges = false }: Props) {
  const t = useTranslations("value");
  const units = useUnits();
  const { value, atLeast } = installation.powerW;
  return (
    <Value
      tellsAges={tellsAges}
      shown={value === null ? null : units.powerW(value)}
      at={oldestOf(installation.phases.lines)}
      old={stale}
      atLeast={atLeast}
      sum
      label={t("power")}
      className={className}
      unitClassName="text-[0.6em] text-ink-3"
    />
  );
}
