"use client";

import { useTranslations } from "next-intl";
import type { AvailableSource } from "../../lib/domain/settings/available";
import { useEndTime } from "../live/use-end-time";
import { heldBackBy, type Override } from "./overridden";
import { useTripleWords } from "./use-triple-words";

interface Props {
  source: AvailableSource;
  override: Override | null;
  className?: string;
}

/** What is set by hand, where something else leaves less than that now. */
export function OverrideNote({ source, override, className = "" }: Props) {
  const t = useTranslations("available");
  const triple = useTripleWords();
  const endTime = useEndTime();
  const by = heldBackBy(source, override);
  if (by === null || override === null) return null;
  return (
    <p className={`num ${className}`}>{t(by, { value: triple(override.availableA), time: endTime(override.until) })}</p>
  );
}
