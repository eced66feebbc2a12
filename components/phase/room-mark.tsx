"use client";

import { CarFront } from "lucide-react";
import { useTranslations } from "next-intl";
import { isIt } from "../../lib/domain/electrical/phase";
import { type Room, roomGlance } from "../../lib/domain/electrical/spare-capacity";
import type { NetworkType } from "../../lib/domain/topology";

interface Props {
  network: NetworkType;
  rooms: readonly Room[];
}

/** "Room for 2 cars on L3", at a glance. */
export function RoomMark({ network, rooms }: Props) {
  const t = useTranslations("phases");
  const glance = roomGlance(rooms);
  function words(): string {
    if (glance.kind === "unknown") return t("roomUnknown");
    if (glance.kind === "none") return t("roomNone");
    const { cars: n, bound, legs } = glance;
    if (glance.kind === "each" && rooms.length > 1 && !isIt(network)) return t("roomEach", { n, bound });
    return t("roomSome", { n, bound, lines: legs.map((leg) => leg.replace("-", "\u2011")).join(", ") });
  }
  const look = glance.kind === "none" ? "text-waiting" : glance.kind === "unknown" ? "text-ink-3" : "text-charging";
  return (
    <p className={`mb-3 flex items-center gap-2 font-medium text-[0.875rem] ${look}`}>
      <CarFront aria-hidden="true" className="size-4 shrink-0" />
      {words()}
    </p>
  );
}
