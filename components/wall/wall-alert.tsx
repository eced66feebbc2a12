"use client";

import { type LucideIcon, RadioTower, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";
import { useTime } from "../live/use-time";

/** What makes everything here old, said so that it is read from across the room. */
export function WallAlert() {
  const t = useTranslations();
  const connection = useConnection();
  const links = useLinks();
  const time = useTime(true);
  if (connection.word === "lost") {
    return <Large icon={WifiOff} title={t("wall.lostTitle")} text={t("wall.lost", { time: time(connection.since) })} />;
  }
  if (links?.broker.up === false) {
    return (
      <Large
        icon={RadioTower}
        title={t("alerts.brokerTitle")}
        text={t("wall.lost", { time: time(links.broker.since) })}
      />
    );
  }
  return <div className="-mt-[1.25em]" />;
}

function Large({ icon: Icon, title, text }: { icon: LucideIcon; title: string; text: string }) {
  return (
    <div role="alert" className="flex items-center gap-[1em] rounded-card bg-bad p-[1em] text-surface">
      <Icon aria-hidden="true" className="size-[3.5em] shrink-0" />
      <p>
        <strong className="block font-semibold text-[2.5em] leading-tight tracking-tight">{title}</strong>
        <span className="num text-[1.25em]">{text}</span>
      </p>
    </div>
  );
}
