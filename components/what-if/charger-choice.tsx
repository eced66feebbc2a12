"use client";

import { useTranslations } from "next-intl";
import type { ChargerView } from "../../lib/contract/view";
import { useStateWords } from "../charger/use-state-words";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";

interface Props {
  charger: ChargerView;
  chosen: boolean;
  onTurn(): void;
}

/** A charger to be chosen: what it does now, and how much its car may take. */
export function ChargerChoice({ charger, chosen, onTurn }: Props) {
  const t = useTranslations("charger");
  const units = useUnits();
  const { word } = useStateWords()(charger.state, charger.presence.word, charger.old !== null);
  return (
    <li className="border-line border-b [content-visibility:auto] [contain-intrinsic-size:auto_3.25rem] last:border-b-0">
      <label className="flex min-h-13 cursor-pointer items-center gap-3 px-3.5 py-2 hover:bg-sunken has-checked:bg-accent-soft">
        <input type="checkbox" checked={chosen} onChange={onTurn} className="size-4.5 shrink-0 accent-accent" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{charger.name}</span>
          <span className="block truncate text-[0.8125rem] text-ink-2">{word}</span>
        </span>
        <span className="num shrink-0 text-[0.8125rem] text-ink-2">
          {t("max", { value: inWords(units.limitA(charger.limitA)) })}
        </span>
      </label>
    </li>
  );
}
