"use client";

import { useTranslations } from "next-intl";
import type { InstallationView } from "../../lib/contract/view";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  installation: InstallationView;
  stale: boolean;
  className?: string;
  inRow?: boolean;
}

/** The power of an installation: the number that is read first. */
export function TotalPower({ installation, stale, className = "", inRow = false }: Props) {
  const t = useTranslations("value");
  const units = useUnits();
  const { value, atLeast } = installation.powerW;
  const instants = installation.phases.lines.flatMap(({ at }) => (at === null ? [] : [at]));
  return (
    <Value
      inRow={inRow}
      shown={value === null ? null : units.powerW(value)}
      at={instants.length > 0 ? Math.min(...instants) : null}
      old={stale}
      atLeast={atLeast}
      sum
      label={t("power")}
      className={className}
      unitClassName="text-[0.6em] text-ink-3"
    />
  );
}
