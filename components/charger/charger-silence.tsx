"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useRestarting } from "../command/use-restarting";
import { useTime } from "../live/use-time";
import { presenceLooks } from "./presence-look";
import { useSilence } from "./use-silence";

interface Props {
  deviceId: DeviceId;
}

/** What it means that a charger cannot be heard, and what to do; nothing where it can, restarts as asked, or the dashboard hears nobody. */
export const ChargerSilence = memo(function ChargerSilence({ deviceId }: Props) {
  const t = useTranslations("silence");
  const value = useTranslations("value");
  const todoTitle = useTranslations("anomalies")("todoTitle");
  const time = useTime();
  const silence = useSilence(deviceId);
  const since = useOfCharger(deviceId, ({ presence }) => presence.since);
  const restarting = useRestarting(deviceId);
  if (silence === null || restarting !== null) return null;
  const bad = silence === "silent" || silence === "offline";
  const { icon: Icon, text } = presenceLooks[bad ? silence : "unknown"];
  const title = t(`${silence}.title`);
  const words = { time: since === null ? value("unknown") : time(since), serial: deviceId };
  return (
    <section aria-label={title} className={`card p-4 sm:p-5 ${bad ? "border-bad/60" : "border-waiting/60"}`}>
      <h2 className={`mb-3 flex items-center gap-2 font-semibold text-[0.9375rem] ${text}`}>
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {title}
      </h2>
      <p className="text-ink-2">{t(`${silence}.means`, words)}</p>
      <p className="mt-1.5">
        <span className="font-semibold">{todoTitle}:</span> {t(`${silence}.todo`, words)}
      </p>
    </section>
  );
});
