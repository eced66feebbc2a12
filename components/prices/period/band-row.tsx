import { ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { dayKinds } from "../../../lib/prices/forms";
import { Field, fieldLook } from "../../ui/field";
import type { BandDraft } from "../draft/period-draft";
import { usePriceWords } from "../use-price-words";
import { Check } from "./check";
import { SeasonFields } from "./season-fields";
import { TextField } from "./text-field";

interface Props {
  band: BandDraft;
  /** Its place, from 1. */
  place: number;
  currency: string;
  /** What is wrong with one of its fields, in words. */
  fault(field: "perKwh" | "days" | "season"): string | null;
  onChange(band: BandDraft): void;
  onRemove(): void;
  /** Null: it is the first. */
  onUp: (() => void) | null;
}

const quarters = Array.from({ length: 96 }, (_, index) => {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(index / 4))}:${two((index % 4) * 15)}`;
});

const iconButton =
  "grid size-11 place-items-center rounded-xl border border-line-strong/60 text-ink-2 hover:bg-sunken hover:text-ink";

/** When another price holds than usual: its price, times, days, and part of the year. */
export function BandRow({ band, place, currency, fault, onChange, onRemove, onUp }: Props) {
  const t = useTranslations("prices.form");
  const kinds = useTranslations("prices.dayKinds");
  const words = usePriceWords();
  const needDays = useId();
  const time = (label: string, value: string, change: (value: string) => void) => (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={({ target }) => change(target.value)} className={`num ${fieldLook}`}>
          {quarters.map((quarter) => (
            <option key={quarter}>{quarter}</option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <li aria-label={t("bandName", { n: place })} className="grid gap-3 rounded-xl border border-line p-3.5">
      <div className="flex items-center justify-between gap-3">
        <h4 className="font-semibold text-[0.875rem]">{t("bandName", { n: place })}</h4>
        <div className="flex gap-2">
          {onUp && (
            <button type="button" aria-label={t("bandUp", { n: place })} onClick={onUp} className={iconButton}>
              <ArrowUp aria-hidden="true" className="size-4" />
            </button>
          )}
          <button type="button" aria-label={t("bandRemove", { n: place })} onClick={onRemove} className={iconButton}>
            <Trash2 aria-hidden="true" className="size-4" />
          </button>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <div className="max-sm:col-span-2">
          <TextField
            label={t("price")}
            unit={`${currency}/kWh`}
            kind="number"
            value={band.perKwh}
            fault={fault("perKwh")}
            onChange={(perKwh) => onChange({ ...band, perKwh })}
          />
        </div>
        {time(t("timeFrom"), band.from, (from) => onChange({ ...band, from }))}
        {time(t("timeTo"), band.to, (to) => onChange({ ...band, to }))}
      </div>
      <p className="-mt-2 text-[0.8125rem] text-ink-3 empty:hidden">
        {band.from === band.to ? t("allDay") : band.to < band.from ? t("overMidnight") : null}
      </p>
      <fieldset aria-describedby={fault("days") === null ? undefined : needDays}>
        <legend className="text-[0.8125rem] text-ink-2">{t("days")}</legend>
        <div className="mt-1 grid grid-cols-2 gap-x-4 sm:grid-cols-4">
          {dayKinds.map((kind) => (
            <Check
              key={kind}
              checked={band.days.includes(kind)}
              onChange={(isOn) =>
                onChange({
                  ...band,
                  days: dayKinds.filter((each) => (each === kind ? isOn : band.days.includes(each))),
                })
              }
            >
              {kinds(kind)}
            </Check>
          ))}
        </div>
        <p id={needDays} className="text-[0.8125rem] text-bad empty:hidden">
          {fault("days")}
        </p>
      </fieldset>
      <Check checked={band.isSeasonal} onChange={(isSeasonal) => onChange({ ...band, isSeasonal })}>
        {t("seasonal")}
      </Check>
      {band.isSeasonal && (
        <SeasonFields
          season={band.season}
          fault={fault("season")}
          words={words}
          onChange={(season) => onChange({ ...band, season })}
        />
      )}
    </li>
  );
}
