"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { LineIndex } from "../../../lib/domain/electrical/phase";
import type { Triple } from "../../../lib/domain/topology";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";
import { fieldLook } from "../../ui/field";
import { alike, readAmps, typed } from "./amps";

interface Props {
  /** What it is: the group's name. */
  label: string;
  texts: Triple<string>;
  mostA: number;
  onChange(texts: Triple<string>): void;
  /** What is wrong with them; null: nothing. */
  fault?: string | null;
  className?: string;
}

/**
 * Amperes of the installation's lines: one field while all have the same, else one for each, side by side, with those marked that
 * are wrong. A line that does not exist has what the first has.
 */
export function AmpsFields({ label, texts, mostA, onChange, fault = null, className = "" }: Props) {
  const t = useTranslations("settings");
  const id = useId();
  const lines = useLines();
  const [same, setSame] = useState(() => alike(texts, lines));
  const first = lines[0] ?? 0;
  const shown: readonly (readonly LineIndex[])[] = same ? [lines] : lines.map((line) => [line]);
  function toggle(checked: boolean) {
    setSame(checked);
    if (checked) onChange(typed(texts, lines, lines, texts[first]));
  }
  return (
    <fieldset className={`min-w-0 ${className}`}>
      <legend className="text-[0.8125rem] text-ink-2">{label}</legend>
      <div className={`grid gap-2 ${same ? "" : "grid-cols-3"}`}>
        {shown.map((of) => {
          const index = of[0] ?? first;
          const wrong = fault !== null && readAmps(texts[index], 0, mostA) === null;
          return (
            <label key={of.join()} className="relative block">
              <span className="-translate-y-1/2 absolute top-[calc(50%+0.125rem)] left-3 flex gap-1 font-semibold text-[0.75rem]">
                {of.map((line, place) => (
                  <span key={line} className={phaseLooks[line].text}>
                    {phaseLooks[line].name}
                    {place < of.length - 1 && ","}
                  </span>
                ))}
              </span>
              <input
                value={texts[index]}
                onChange={(event) => onChange(typed(texts, lines, of, event.target.value))}
                inputMode="decimal"
                autoComplete="off"
                aria-invalid={wrong || undefined}
                aria-describedby={wrong ? id : undefined}
                className={`num ${fieldLook} pr-3 text-right ${same && lines.length > 1 ? "pl-24" : "pl-9"}`}
              />
            </label>
          );
        })}
      </div>
      {lines.length > 1 && (
        <label className="flex min-h-11 cursor-pointer items-center gap-2.5 text-[0.875rem] text-ink-2">
          <input
            type="checkbox"
            checked={same}
            onChange={({ target }) => toggle(target.checked)}
            className="size-4 shrink-0 accent-accent"
          />
          {t("sameOnAll")}
        </label>
      )}
      <p id={id} className="mt-1 text-[0.8125rem] text-bad empty:hidden">
        {fault}
      </p>
    </fieldset>
  );
}
