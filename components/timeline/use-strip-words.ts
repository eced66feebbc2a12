import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type StripSpan, type StripWord, wordOf } from "./model/strip";

export interface StripWords {
  word(word: StripWord): string;
  /** With who paused it, and what it did while it could not be heard. */
  span(span: StripSpan): string;
  /** Several that follow each other, each once. */
  spans(spans: readonly StripSpan[]): string;
}

/** What a charger did and how it could be heard, in words. */
export function useStripWords(): StripWords {
  const t = useTranslations("timeline");
  const state = useTranslations("state");
  const presence = useTranslations("presence");
  return useMemo(() => {
    const word = (of: StripWord) => {
      if (of === "silent" || of === "offline") return presence(of);
      return of === "waiting" || of === "unwatched" ? t(of) : state(of);
    };
    const span = (of: StripSpan) => {
      const said = word(wordOf(of));
      return of.pausedBy === null ? said : t("pausedBy", { state: said, name: of.pausedBy });
    };
    return {
      word,
      span,
      spans: (all) =>
        all
          .map(span)
          .filter((text, i, texts) => text !== texts[i - 1])
          .join(", "),
    };
  }, [t, state, presence]);
}
