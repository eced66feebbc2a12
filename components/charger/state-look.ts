import { CircleCheck, CircleQuestionMark, Hourglass, IdCard, type LucideIcon, Pause, Plug, Zap } from "lucide-react";
import type { StateWord } from "../../lib/domain/charger/state";

interface Look {
  icon: LucideIcon;
  /** Text and icon colour, and the soft ground behind them. */
  text: string;
  ground: string;
}

/** How each state looks. The icon differs too, so that colour carries nothing alone. */
export const stateLooks: Record<StateWord, Look> = {
  charging: { icon: Zap, text: "text-charging", ground: "bg-charging-soft" },
  waitingForCurrent: { icon: Hourglass, text: "text-waiting", ground: "bg-waiting-soft" },
  waitingForAuthorisation: { icon: IdCard, text: "text-waiting", ground: "bg-waiting-soft" },
  paused: { icon: Pause, text: "text-paused", ground: "bg-paused-soft" },
  finished: { icon: CircleCheck, text: "text-finished", ground: "bg-finished-soft" },
  noCar: { icon: Plug, text: "text-idle", ground: "bg-idle-soft" },
  unknown: { icon: CircleQuestionMark, text: "text-idle", ground: "bg-idle-soft" },
};
