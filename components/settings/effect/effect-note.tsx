"use client";

import { ArrowRight, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Preview, sameAmps } from "../../../lib/domain/settings/preview";
import { inWords } from "../../live/units";
import { useEndTime } from "../../live/use-end-time";
import { useUnits } from "../../live/use-units";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";
import { LaterNote } from "../dialogs/later-note";
import { OverrideNote } from "../override-note";
import { useSourceWords } from "../use-source-words";
import { useTripleWords } from "../use-triple-words";
import { useEffectWords } from "./use-effect-words";
import type { Foreseen } from "./use-preview";

/** What a change would do, before it is confirmed; where that is not known, why. */
export function EffectNote({ foreseen }: { foreseen: Foreseen }) {
  const t = useTranslations("effect");
  if (foreseen.is === "known") return <PreviewNote preview={foreseen.preview} busy={false} />;
  if (foreseen.is === "asking" && foreseen.before !== null) return <PreviewNote preview={foreseen.before} busy />;
  return (
    <p role="status" className="text-[0.875rem] text-ink-2">
      {t(foreseen.is)}
    </p>
  );
}

interface Props {
  preview: Preview;
  /** It is of what was asked before: it keeps the place of the answer that is on its way, and is not to be read. */
  busy: boolean;
}

/** Each line, how many cars keep charging, and what comes next. An estimate, and says so. */
function PreviewNote({ preview, busy }: Props) {
  const t = useTranslations("effect");
  const units = useUnits();
  const source = useSourceWords();
  const effectWords = useEffectWords();
  const endTime = useEndTime();
  const triple = useTripleWords();
  const lines = useLines();
  const { after, beforeA, effect, later, heldUntil, override, metered, unheard, reservedA, tooMuchOn } = preview;
  const changesNow = !sameAmps(beforeA, after.availableA);
  const amps = (value: number | undefined) => inWords(units.limitA(value ?? 0));
  const words = [
    changesNow ? effectWords.charge(effect) : t(later === null ? "nothing" : "nothingNow"),
    heldUntil === null ? null : t("held", { time: endTime(heldUntil) }),
    changesNow && tooMuchOn.length > 0 ? t("tooMuch", { lines: tooMuchOn.join(", ") }) : null,
    changesNow ? effectWords.wait(effect) : null,
    reservedA ? t("kept", { value: triple(reservedA), n: unheard }) : unheard > 0 ? t("unheard", { n: unheard }) : null,
    metered ? t("metered") : null,
  ].filter((word) => word !== null);
  return (
    <section aria-label={t("title")} aria-busy={busy} className="rounded-xl bg-sunken p-3.5 text-[0.875rem]">
      <h3 className="flex items-center gap-2 font-semibold">
        <Info aria-hidden="true" className="size-4 text-ink-3" />
        {t(busy ? "asking" : "title")}
      </h3>
      <div className={busy ? "invisible" : undefined}>
        <ul className="num mt-2 grid gap-1 sm:grid-cols-3">
          {lines.map((index) => (
            <li key={index} className="flex items-baseline gap-1.5">
              <span className={`font-semibold text-[0.75rem] ${phaseLooks[index].text}`}>{phaseLooks[index].name}</span>
              <span className="text-ink-3">{amps(beforeA[index])}</span>
              <ArrowRight role="img" aria-label={t("to")} className="size-3.5 self-center text-ink-3" />
              <span className="font-semibold">{amps(after.availableA[index])}</span>
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
      </div>
    </section>
  );
}
