"use client";

import { MonitorOff } from "lucide-react";
import { useTranslations } from "next-intl";

/** The link does not hold any more: said large, since nobody sits in front of it. */
export function WallEnded() {
  const t = useTranslations("wall");
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-6 p-8 text-center">
      <MonitorOff aria-hidden="true" className="size-[clamp(3rem,8vmin,7rem)] text-ink-3" />
      <h1 className="font-semibold text-[clamp(1.5rem,5vmin,4rem)] leading-tight tracking-tight">{t("endedTitle")}</h1>
      <p className="max-w-[40ch] text-[clamp(1rem,2.5vmin,2rem)] text-ink-2">{t("ended")}</p>
    </main>
  );
}
