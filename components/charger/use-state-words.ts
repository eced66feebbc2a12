import { useTranslations } from "next-intl";
import type { PresenceWord } from "../../lib/domain/charger/presence";
import type { ChargerState } from "../../lib/domain/charger/state";
import { useTime } from "../live/use-time";
import { useLimitWords } from "./use-limit-words";

export interface StateWords {
  /** "Charging", "Was charging". */
  word: string;
  /** Why: "circuit B is full on L2", "by Kari, 14:03"; null: no more to say. */
  why: string | null;
}

/** A charger's state in words. Unless it is online (and the page's own stream runs), all of it is past. */
export function useStateWords(): (state: ChargerState, presence: PresenceWord, lost: boolean) => StateWords {
  const state = useTranslations("state");
  const was = useTranslations("was");
  const reason = useTranslations("stateReason");
  const time = useTime();
  const limit = useLimitWords();

  function why({ word, limit: binding, pausedBy, tookNothing }: ChargerState): string | null {
    if (word === "waitingForCurrent" && binding) return limit(binding);
    if (word === "waitingForAuthorisation") return reason(binding?.of === "tag" ? "tagRefused" : "tagAwaited");
    if (word === "paused" && pausedBy) return reason("pausedBy", { name: pausedBy.name, time: time(pausedBy.at) });
    return word === "finished" ? reason(tookNothing ? "tookNothing" : "finished") : null;
  }

  return (charger, presence, lost) => {
    const past = presence !== "online" || lost;
    return { word: past ? was(charger.word) : state(charger.word), why: why(charger) };
  };
}
