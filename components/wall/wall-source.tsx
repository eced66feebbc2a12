"use client";

import { useTranslations } from "next-intl";
import type { AvailableView } from "../../lib/contract/view";
import { useSourceWords } from "../settings/use-source-words";

/** Where the limits of the lines come from now. */
export function WallSource({ available }: { available: AvailableView }) {
  const t = useTranslations("available");
  const source = useSourceWords();
  return (
    <p className="text-ink-2">
      <span className="block text-[0.875em] text-ink-3">{t("title")}</span>
      {source(available)}
    </p>
  );
}
