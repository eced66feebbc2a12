"use client";

import { ArrowRight, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { inWords } from "../../live/units";
import { useEndTime } from "../../live/use-end-time";
import { useUnits } from "../../live/use-units";
import { phaseLooks } from "../../phase/phase-look";
import { LaterNote } from "../dialogs/later-note";
import { OverrideNote } from "../override-note";
import { useSourceWords } from "../use-source-words";
import { useTripleWords } from "../use-triple-words";
import type { Foreseen } from "./use-effect-of";
import { useEffectWords } from "./use-effect-words";

/** What a change would do, before it is confirmed: each line, how many cars keep charging, and what comes next. An estimate, and says so. */
export function EffectNote({ foreseen }: { foreseen: Foreseen | null }) {
  const t = useTranslations("effect");
  const units = useUnits();
  const source = useSourceWords();
  const effectWords = useEffectWords();
  const endTime = useEndTime();
  const triple = useTripleWords();
  if (foreseen === null) return <p className="text-[0.875rem] text-ink-3">{t("incomplete")}</p>;
  const { after, effect, changesNow, later, heldUntil, override, metered } = foreseen;
  const { unheard, keptA, tooMuchOn } = effect;
  const amps = (value: number | undefined) => inWords(units.limitA(value ?? 0));
  const words = [
    changesNow ? effectWords.charge(effect) : t(later === null ? "nothing" : "nothingNow"),
    heldUntil === null ? null : t("held", { time: endTime(heldUntil) }),
    changesNow && tooMuchOn.length > 0 ? t("tooMuch", { lines: tooMuchOn.join(", ") }) : null,
    changesNow ? effectWords.wait(effect) : null,
    keptA ? t("kept", { value: triple(keptA), n: unheard }) : unheard > 0 ? t("unheard", { n: unheard }) : null,
    metered ? t("metered") : null,
  ].filter((word) => word !== null);
  return (
    <section aria-label={t("title")} className="rounded-xl bg-sunken p-3.5 text-[0.875rem]">
      <h3 className="flex items-center gap-2 font-semibold">
        <Info aria-hidden="true" className="size-4 text-ink-3" />
        {t("title")}
      </h3>
      <ul className="num mt-2 grid gap-1 sm:grid-cols-3">
        {phaseLooks.map(({ name, text }, index) => (
          <li key={name} className="flex items-baseline gap-1.5">
            <span className={`font-semibold text-[0.75rem] ${text}`}>{name}</span>
            <span className="text-ink-3">{amps(effect.beforeA[index])}</span>
            <ArrowRight role="img" aria-label={t("to")} className="size-3.5 self-center text-ink-3" />
            <span className="font-semibold">{amps(effect.afterA[index])}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-ink-2">{source(after)}</p>
      <OverrideNote source={after.source} override={override} className="mt-0.5 text-ink-2" />
      <ul className="mt-2 grid gap-1 text-ink-2">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
      {later && <LaterNote later={later} />}
      <p className="mt-2 text-[0.8125rem] text-ink-3">{t("estimate")}</p>
    </section>
  );
}
