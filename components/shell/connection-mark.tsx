"use client";

import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useConnection } from "../../lib/client/state/use-connection";
import { readMoment } from "../../lib/domain/timeline/moment";

const looks = {
  live: { icon: Radio, tone: "text-charging" },
  connecting: { icon: RefreshCw, tone: "text-ink-3" },
  lost: { icon: WifiOff, tone: "text-bad" },
};

/** Whether what is shown is live. The alert says it aloud when it is not; a page of a moment, which never is, says so itself. */
export function ConnectionMark() {
  const t = useTranslations("connection");
  const { word } = useConnection();
  const isOfMoment = readMoment(useSearchParams().get("at") ?? undefined, Number.POSITIVE_INFINITY) !== null;
  if (isOfMoment) return null;
  const { icon: Icon, tone } = looks[word];
  return (
    <span className={`flex items-center gap-1.5 font-medium text-[0.8125rem] ${tone}`}>
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only sm:not-sr-only">{t(word)}</span>
    </span>
  );
}
