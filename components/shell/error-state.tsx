"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** A page that could not be shown, with a way to try again. */
export function ErrorState({ again }: { again(): void }) {
  const t = useTranslations("errors");
  return (
    <div role="alert">
      <h1 className="sr-only">{t("title")}</h1>
      <EmptyState icon={TriangleAlert} title={t("title")} action={<Button onClick={again}>{t("again")}</Button>}>
        {t("body")}
      </EmptyState>
    </div>
  );
}
