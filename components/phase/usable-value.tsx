"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Usable } from "../../lib/domain/electrical/usable";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  name: string;
  usable: Usable | null;
  at: number | null;
  stale: boolean;
}

/** What further cars may draw from a line. */
export const UsableValue = memo(function UsableValue({ name, usable, at, stale }: Props) {
  const t = useTranslations("phases");
  const units = useUnits();
  const none = usable !== null && usable.currentA < 1;
  return (
    <span className={`whitespace-nowrap text-[0.75rem] ${none ? "text-waiting" : "text-ink-3"}`}>
      <Value
        shown={usable && units.currentA(usable.currentA)}
        at={at}
        old={stale}
        noClock
        atMost={usable?.atMost}
        sum
        label={t("usableOn", { line: name })}
        className={none ? "" : "text-ink-2"}
      />{" "}
      {t("usable")}
    </span>
  );
});
