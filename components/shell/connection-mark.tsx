"use client";

import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "../../lib/client/state/use-connection";

const looks = {
  live: { icon: Radio, tone: "text-charging" },
  connecting: { icon: RefreshCw, tone: "text-ink-3" },
  lost: { icon: WifiOff, tone: "text-bad" },
};

/** Whether what is shown is live. The alert says it aloud when it is not. */
export function ConnectionMark() {
  const t = useTranslations("connection");
  const { word } = useConnection();
  const { icon: Icon, tone } = looks[word];
  return (
    <span className={`flex items-center gap-1.5 font-medium text-[0.8125rem] ${tone}`}>
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only sm:not-sr-only">{t(word)}</span>
    </span>
  );
}
