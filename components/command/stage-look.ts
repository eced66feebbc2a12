import { Ban, Check, CircleCheck, CircleDot, CircleSlash, type LucideIcon, Send, TimerOff } from "lucide-react";
import type { Command, CommandStage } from "../../lib/domain/command/command";

/** How each stage looks: icon and colour, and the word always beside them. */
export const stageLooks: Record<CommandStage, { icon: LucideIcon; text: string }> = {
  requested: { icon: CircleDot, text: "text-ink-2" },
  published: { icon: Send, text: "text-ink-2" },
  acknowledged: { icon: Check, text: "text-finished" },
  rejected: { icon: Ban, text: "text-bad" },
  effective: { icon: CircleCheck, text: "text-charging" },
  noEffect: { icon: CircleSlash, text: "text-bad" },
  expired: { icon: TimerOff, text: "text-bad" },
};

/** What a command waits for, as a key of the catalogue. */
export const waitWords = {
  carLeaves: "waitsForCar",
  running: "running",
  current: "waitsForCurrent",
} as const satisfies Record<NonNullable<Command["waiting"]>, string>;
