"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { PresenceWord } from "../../lib/domain/charger/presence";
import type { ChargerState } from "../../lib/domain/charger/state";
import { useTime } from "../live/use-time";
import { stateLooks } from "./state-look";
import { useStateWords } from "./use-state-words";

interface Props {
  state: ChargerState;
  presence: PresenceWord;
  lost: boolean;
  /** When it last told anything, ms; null: never. */
  heardAt: number | null;
  /** It was so already when the charger came online, for all that is known. */
  firstSeen: boolean;
}

/** What the charger does, read out when it changes. */
export const StateStatus = memo(function StateStatus({ state, presence, lost, heardAt, firstSeen }: Props) {
  const t = useTranslations();
  const time = useTime();
  const { word, why } = useStateWords()(state, presence, lost);
  const { icon: Icon, text, ground } = stateLooks[state.word];
  const old = lost || presence !== "online";
  const since =
    state.since === null || state.pausedBy
      ? null
      : t(firstSeen ? "stateReason.seenSince" : "stateReason.since", { time: time(state.since) });
  const seen = presence !== "online" && heardAt !== null ? t("stateReason.lastSeen", { time: time(heardAt) }) : null;
  return (
    <div className="flex items-center gap-4">
      <span
        className={`grid size-14 shrink-0 place-items-center rounded-2xl ${old ? "bg-sunken text-ink-3" : `${ground} ${text}`}`}
      >
        <Icon aria-hidden="true" className="size-7" />
      </span>
      <div role="status" aria-label={t("state.label")} className="min-w-0">
        <p className={`font-semibold text-[1.5rem] leading-tight tracking-tight ${old ? "old" : text}`}>{word}</p>
        <p className="text-[0.875rem] text-ink-2">{[why, seen ?? since].filter((part) => part !== null).join(" · ")}</p>
      </div>
    </div>
  );
});
