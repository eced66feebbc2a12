"use client";

import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Preview } from "../../../lib/domain/settings/preview";
import { useEffectWords } from "../effect/use-effect-words";
import { useDayTime } from "../use-day-time";
import { useTripleWords } from "../use-triple-words";

interface Props {
  later: NonNullable<Preview["later"]>;
}

/** What changes next and when, and what that would mean for as many cars as there are now. */
export function LaterNote({ later }: Props) {
  const t = useTranslations("effect");
  const words = useEffectWords();
  const triple = useTripleWords();
  const dayTime = useDayTime();
  const { at, fromA, toA, effect } = later;
  return (
    <div className="mt-3 border-line-strong/60 border-t pt-3">
      <p className="num flex items-start gap-2 font-semibold">
        <CalendarClock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-3" />
        {t("later", { time: dayTime(at), to: triple(toA), from: triple(fromA) })}
      </p>
      {effect.charging + effect.waiting > 0 && (
        <p className="num mt-1 text-ink-2">
          {[t("asNow"), words.charge(effect), words.wait(effect)].filter(Boolean).join(" ")}
        </p>
      )}
    </div>
  );
}
