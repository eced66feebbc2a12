"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useLive } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import { useTimeZone } from "../live/time-zone";
import { useUnits } from "../live/use-units";
import { ConnectionMark } from "../shell/connection-mark";
import { DemoMark } from "../shell/demo-mark";
import { Logo } from "../shell/logo";
import { trueAt } from "./true-at";

/** Which installation, the time there, and how old what is shown is. */
export const WallHead = memo(function WallHead({ name, demo }: { name: string; demo: boolean }) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-[1em] gap-y-[0.5em]">
      <Logo className="size-[2.25em]" />
      <h1 className="min-w-0 flex-1 basis-[8em] font-semibold text-[2em] leading-tight tracking-tight">{name}</h1>
      {demo && <DemoMark />}
      <Freshness />
      <Clock />
    </header>
  );
});

function Freshness() {
  const t = useTranslations("wall");
  const units = useUnits();
  const timeZone = useTimeZone();
  const now = useNow();
  const at = useLive(trueAt);
  return (
    <div className="text-right">
      <ConnectionMark />
      {at !== null && (
        <p className="num text-[max(0.8125em,11px)] text-ink-3">
          {t("asOf", { time: units.time(at, now, timeZone, true) })}
        </p>
      )}
    </div>
  );
}

function Clock() {
  const t = useTranslations("wall");
  const units = useUnits();
  const timeZone = useTimeZone();
  const now = useNow();
  return (
    <p className="num font-semibold text-[3em] leading-none tracking-tight">
      <span className="sr-only">{t("time")} </span>
      {units.time(now, now, timeZone)}
    </p>
  );
}
