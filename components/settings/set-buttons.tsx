"use client";

import { CalendarClock, Gauge, type LucideIcon, Monitor, RotateCcw, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

export type Open = "now" | "normal" | "schedule" | "limits" | "wall";

const icons: Record<Open, LucideIcon> = {
  now: Gauge,
  normal: RotateCcw,
  schedule: CalendarClock,
  limits: SlidersHorizontal,
  wall: Monitor,
};
const always = ["now", "schedule", "limits", "wall"] as const;
const whileOverridden = ["now", "normal", "schedule", "limits", "wall"] as const;

interface Props {
  /** Something is set by hand, so that there is a way back. */
  overridden: boolean;
  onOpen(what: Open): void;
}

/** What owner and support can set. */
export function SetButtons({ overridden, onOpen }: Props) {
  const t = useTranslations("settings");
  return (overridden ? whileOverridden : always).map((what) => {
    const Icon = icons[what];
    return (
      <Button key={what} onClick={() => onOpen(what)}>
        <Icon aria-hidden="true" className="size-4" />
        {t(`${what}Open`)}
      </Button>
    );
  });
}
