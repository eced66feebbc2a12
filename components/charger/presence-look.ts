import { CircleQuestionMark, ClockAlert, type LucideIcon, Wifi, WifiOff } from "lucide-react";
import type { PresenceWord } from "../../lib/domain/charger/presence";

/** How each presence looks; trouble stands out, being online does not. */
export const presenceLooks: Record<PresenceWord, { icon: LucideIcon; text: string; ground: string }> = {
  online: { icon: Wifi, text: "text-ink-2", ground: "bg-sunken" },
  silent: { icon: ClockAlert, text: "text-bad", ground: "bg-bad-soft" },
  offline: { icon: WifiOff, text: "text-bad", ground: "bg-bad-soft" },
  unknown: { icon: CircleQuestionMark, text: "text-waiting", ground: "bg-waiting-soft" },
};
