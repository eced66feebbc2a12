import { useTranslations } from "next-intl";
import type { CommandKind, CommandStep } from "../../lib/domain/command/command";
import { useTime } from "../live/use-time";
import { useReason } from "./use-reason";

/** What the charger told after a command had ended without an effect, in words; null: nothing. */
export function useYet(): (kind: CommandKind, step: CommandStep) => string | null {
  const t = useTranslations("yet");
  const time = useTime(true);
  const reasonWords = useReason();
  return (kind, { yet }) => (yet === undefined ? null : t(kind, { time: time(yet.at), why: reasonWords(yet.reason) }));
}
