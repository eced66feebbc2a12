"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";

/** On a phone the circuits stand between the head of the page and the chargers: one press passes them. */
export const JumpToChargers = memo(function JumpToChargers({ chargers }: { chargers: number }) {
  const t = useTranslations("installations");
  return (
    <a
      href="#chargers"
      className="inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-surface px-4 font-medium text-[0.875rem] md:hidden"
    >
      {t("chargers", { n: chargers })}
      <ArrowDown aria-hidden="true" className="size-4" />
    </a>
  );
});
