"use client";

import { useId } from "react";
import type { LineIndex } from "../../../lib/domain/electrical/phase";
import type { Triple } from "../../../lib/domain/topology";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";
import { fieldLook } from "../../ui/field";
import { readAmps, typed } from "./amps";

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
 * Amperes of the installation's lines, side by side, with those marked that are wrong; what is typed into the first is copied
 * while the others stand as it does. A line that does not exist has what the first has.
 */
export function AmpsFields({ label, texts, mostA, onChange, fault = null, className = "" }: Props) {
  const id = useId();
  const lines = useLines();
  const type = (index: LineIndex, text: string) => onChange(typed(texts, lines, index, text));
  return (
    <fieldset className={`min-w-0 ${className}`}>
      <legend className="text-[0.8125rem] text-ink-2">{label}</legend>
      <div className="grid grid-cols-3 gap-2">
        {lines.map((index) => {
          const { name, text } = phaseLooks[index];
          const wrong = fault !== null && readAmps(texts[index], 0, mostA) === null;
          return (
            <label key={name} className="relative block">
              <span
                className={`-translate-y-1/2 absolute top-[calc(50%+0.125rem)] left-3 font-semibold text-[0.75rem] ${text}`}
              >
                {name}
              </span>
              <input
                value={texts[index]}
                onChange={(event) => type(index, event.target.value)}
                inputMode="decimal"
                autoComplete="off"
                aria-invalid={wrong || undefined}
                aria-describedby={wrong ? id : undefined}
                className={`num ${fieldLook} pr-3 pl-9 text-right`}
              />
            </label>
          );
        })}
      </div>
      <p id={id} className="mt-1 text-[0.8125rem] text-bad empty:hidden">
        {fault}
      </p>
    </fieldset>
  );
}
