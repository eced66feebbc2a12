"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";

/** For the keyboard: however much there is to tell above the chargers, they are one press away. */
export const JumpToChargers = memo(function JumpToChargers() {
  const t = useTranslations("installation");
  return (
    <a
      href="#chargers"
      className="not-focus:sr-only fixed top-3 left-4 z-50 rounded-lg bg-ink px-4 py-3 font-semibold text-bg"
    >
      {t("toChargers")}
    </a>
  );
});
