import { useTranslations } from "next-intl";
import { useId } from "react";
import { fieldLook } from "../../ui/field";
import type { BandDraft } from "../draft/period-draft";
import type { PriceWords } from "../use-price-words";

interface Props {
  season: BandDraft["season"];
  fault: string | null;
  words: Pick<PriceWords, "month">;
  onChange(season: BandDraft["season"]): void;
}

const two = (value: number) => String(value).padStart(2, "0");
const days = Array.from({ length: 31 }, (_, index) => index + 1);
const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** First and last day of a part of the year; it may reach over the year's end. */
export function SeasonFields({ season, fault, words, onChange }: Props) {
  const t = useTranslations("prices.form");
  const wrong = useId();
  const choice = (label: string, value: number, options: readonly [number, string][], change: (to: number) => void) => (
    <select
      aria-label={label}
      aria-invalid={fault !== null || undefined}
      aria-describedby={fault === null ? undefined : wrong}
      value={value}
      onChange={({ target }) => change(Number(target.value))}
      className={`num ${fieldLook} min-w-0`}
    >
      {options.map(([number, name]) => (
        <option key={number} value={number}>
          {name}
        </option>
      ))}
    </select>
  );
  const end = (which: "from" | "to", labels: { day: string; month: string; title: string }) => {
    const [month = 1, day = 1] = season[which].split("-").map(Number);
    const set = (toMonth: number, toDay: number) => onChange({ ...season, [which]: `${two(toMonth)}-${two(toDay)}` });
    return (
      <div className="min-w-0">
        <span className="text-[0.8125rem] text-ink-2">{labels.title}</span>
        <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
          {choice(
            labels.day,
            day,
            days.map((one) => [one, String(one)]),
            (to) => set(month, to),
          )}
          {choice(
            labels.month,
            month,
            months.map((one) => [one, words.month(one)]),
            (to) => set(to, day),
          )}
        </div>
      </div>
    );
  };
  return (
    <div>
      <div className="grid gap-3 sm:grid-cols-2">
        {end("from", { title: t("seasonFrom"), day: t("seasonFromDay"), month: t("seasonFromMonth") })}
        {end("to", { title: t("seasonTo"), day: t("seasonToDay"), month: t("seasonToMonth") })}
      </div>
      <p id={wrong} className="mt-1 text-[0.8125rem] text-bad empty:hidden">
        {fault}
      </p>
    </div>
  );
}
