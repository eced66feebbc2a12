"use client";

import { useTranslations } from "next-intl";
import { Section } from "../ui/section";
import { ChargerSearch } from "./charger-search";

/** Finds any charger in a section of its own. */
export function FindCharger() {
  const t = useTranslations("supportPage");
  return (
    <Section title={t("find")}>
      <ChargerSearch hint={t("searchHint")} />
    </Section>
  );
}
