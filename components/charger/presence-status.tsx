"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useConnection } from "../../lib/client/state/use-connection";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { Presence } from "../../lib/domain/charger/presence";
import type { DeviceId } from "../../lib/domain/ids";
import { askedAt } from "../command/course";
import { useRestarting } from "../command/use-restarting";
import { useTime } from "../live/use-time";
import { presenceLooks } from "./presence-look";
import { presenceKey, presenceTold } from "./presence-told";

/** What was heard before the dashboard lost sight of it was heard, though it says nothing about now. */
const reasonOf = ({ reason, heardAt }: Presence) =>
  reason === "neverHeard" && heardAt !== null ? ("notHeardYet" as const) : reason;

/** Whether the charger can be heard, and since when; read out when it changes. Where nobody is heard: what it was until then. */
export const PresenceStatus = memo(function PresenceStatus({ deviceId }: { deviceId: DeviceId }) {
  const t = useTranslations();
  const time = useTime();
  const restarting = useRestarting(deviceId);
  const connection = useConnection();
  const pageLost = connection.word === "lost";
  const word = useOfCharger(deviceId, ({ presence }) => presenceTold(presence, pageLost).word);
  const past = useOfCharger(deviceId, ({ presence }) => presenceTold(presence, pageLost).past);
  const since = useOfCharger(deviceId, ({ presence }) => presence.since);
  const reason = useOfCharger(deviceId, ({ presence }) => reasonOf(presence));
  if (word === null || reason === null) return null;
  if (past !== null) {
    const { icon: Icon } = presenceLooks[word];
    const at = past === "page" ? connection.since : since;
    return (
      <div
        role="status"
        aria-label={t("presence.label")}
        className="inline-flex items-center gap-2 rounded-xl bg-sunken px-3 py-2 text-[0.875rem] text-ink-2"
      >
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        <p>
          <span className="old font-semibold">{t(presenceKey(word, true))}</span>
          {at !== null && `, ${t(`presenceReason.${past === "page" ? "asOfPage" : "asOfBroker"}`, { time: time(at) })}`}
        </p>
      </div>
    );
  }
  const { icon, text, ground } = presenceLooks[restarting ? "unknown" : word];
  const Icon = restarting ? RotateCw : icon;
  const why = restarting
    ? t(restarting.kind === "restart" ? "presenceReason.restarting" : "presenceReason.upgrading", {
        name: restarting.by.name,
        time: time(askedAt(restarting)),
      })
    : t(`presenceReason.${reason}`);
  const parts = [
    since === null ? null : t("presenceReason.since", { time: time(since) }),
    word === "online" ? null : why,
  ].filter((part) => part !== null);
  return (
    <div
      role="status"
      aria-label={t("presence.label")}
      className={`inline-flex items-center gap-2 rounded-xl px-3 py-2 text-[0.875rem] ${ground} ${text}`}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <p>
        <span className="font-semibold">{t(`presence.${word}`)}</span> {parts.join(", ")}
      </p>
    </div>
  );
});
