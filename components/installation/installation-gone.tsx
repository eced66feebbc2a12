"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/empty-state";

/** It was there when the page was asked for, and is no longer. */
export function InstallationGone() {
  const t = useTranslations("errors");
  return (
    <EmptyState icon={SearchX} title={t("notFoundTitle")}>
      {t("notFound")}
    </EmptyState>
  );
}
