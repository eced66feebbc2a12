"use client";

import { ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field, fieldLook } from "../../ui/field";
import { useDayNames } from "../use-day-names";
import { AmpsFields } from "./amps-fields";
import { type WindowRow as Row, rowFaults, toggled, weekdays } from "./windows";

interface Props {
  row: Row;
  /** Its place, from 1. */
  place: number;
  mostA: number;
  onChange(row: Row): void;
  onRemove(): void;
  /** Null: it is the first. */
  onUp: (() => void) | null;
}

const iconButton =
  "grid size-11 place-items-center rounded-xl border border-line-strong/60 text-ink-2 hover:bg-sunken hover:text-ink";

/** One window of the week: its days, from when to when, and its amperes. */
export function WindowRow({ row, place, mostA, onChange, onRemove, onUp }: Props) {
  const t = useTranslations("settings");
  const names = useDayNames();
  const wrong = rowFaults(row, mostA);
  const needDay = useId();
  return (
    <li className="grid gap-3 rounded-xl border border-line p-3.5">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-semibold text-[0.875rem]">{t("windowName", { n: place })}</h3>
        <div className="flex gap-2">
          {onUp && (
            <button type="button" aria-label={t("windowUp", { n: place })} onClick={onUp} className={iconButton}>
              <ArrowUp aria-hidden="true" className="size-4" />
            </button>
          )}
          <button type="button" aria-label={t("windowRemove", { n: place })} onClick={onRemove} className={iconButton}>
            <Trash2 aria-hidden="true" className="size-4" />
          </button>
        </div>
      </div>
      <fieldset aria-describedby={wrong.days ? needDay : undefined}>
        <legend className="text-[0.8125rem] text-ink-2">{t("days")}</legend>
        <div className="mt-1 grid grid-cols-7 gap-1">
          {weekdays.map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={row.days.includes(day)}
              aria-label={names.long(day)}
              onClick={() => onChange({ ...row, days: toggled(row.days, day) })}
              className="min-h-11 rounded-lg border border-line-strong/60 px-0.5 font-medium text-[0.8125rem] text-ink-2 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
            >
              {names.short(day)}
            </button>
          ))}
        </div>
        <p id={needDay} className="mt-1 text-[0.8125rem] text-bad empty:hidden">
          {wrong.days && t("needDay")}
        </p>
      </fieldset>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[8rem_8rem_1fr]">
        <Field label={t("from")} fault={wrong.from ? t("needTime") : null}>
          {(id, marks) => (
            <input
              id={id}
              type="time"
              value={row.from}
              onChange={(event) => onChange({ ...row, from: event.target.value })}
              {...marks}
              className={`num ${fieldLook} max-sm:px-2 max-sm:text-[0.875rem]`}
            />
          )}
        </Field>
        <Field label={t("to")} fault={wrong.to ? t("needTime") : null}>
          {(id, marks) => (
            <input
              id={id}
              type="time"
              value={row.to}
              onChange={(event) => onChange({ ...row, to: event.target.value })}
              {...marks}
              className={`num ${fieldLook} max-sm:px-2 max-sm:text-[0.875rem]`}
            />
          )}
        </Field>
        <AmpsFields
          className="max-sm:col-span-2"
          label={t("perPhase", { most: mostA })}
          texts={row.texts}
          mostA={mostA}
          fault={wrong.amps ? t("needAmps", { most: mostA }) : null}
          onChange={(texts) => onChange({ ...row, texts })}
        />
      </div>
    </li>
  );
}
