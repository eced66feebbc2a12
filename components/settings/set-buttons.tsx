"use client";

import { CalendarClock, Gauge, type LucideIcon, Monitor, RotateCcw, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef } from "react";
import { useSinglePhase } from "../phase/lines";
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
  const single = useSinglePhase();
  const first = useRef<HTMLButtonElement>(null);
  // The way back goes when something ends, also by itself or by somebody else: whoever stands on it is led to what is beside it.
  const leads = useCallback((way: HTMLButtonElement | null) => {
    if (way === null) return;
    return () => {
      if (document.activeElement === way) first.current?.focus();
    };
  }, []);
  const all = overridden ? whileOverridden : always;
  const offered = single ? all.filter((what) => what !== "limits") : all;
  return offered.map((what) => {
    const Icon = icons[what];
    return (
      <Button key={what} ref={what === "now" ? first : what === "normal" ? leads : null} onClick={() => onOpen(what)}>
        <Icon aria-hidden="true" className="size-4" />
        {t(`${what}Open`)}
      </Button>
    );
  });
}
