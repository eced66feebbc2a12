import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DayKind } from "../../lib/prices/forms";
import type { Band, MonthlyPart, Period } from "../../lib/prices/model";
import { shownDecimal } from "./draft/typed";

type Energy = Period["energy"];

/** What is said of prices, in the words and numbers of the reader's language. Prices stand as they were entered, digit by digit. */
export function usePriceWords() {
  const locale = useLocale();
  const t = useTranslations("prices");
  return useMemo(() => {
    const tag = locale === "en" ? "en-GB" : locale;
    const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options });
    const dayFormat = utc({ day: "numeric", month: "short", year: "numeric" });
    const monthDayFormat = utc({ day: "numeric", month: "long" });
    const monthFormat = utc({ month: "long" });
    const separator = (1.5).toLocaleString(locale).charAt(1);
    const list = new Intl.ListFormat(tag, { type: "conjunction" });

    const number = (kept: string) => shownDecimal(kept, separator).replace("-", "\u2212");
    const day = (date: string) => dayFormat.format(Date.parse(`${date}T00:00Z`));
    const monthDay = (text: string) => monthDayFormat.format(Date.parse(`2024-${text}T00:00Z`));
    const perKwh = (kept: string, currency: string) => `${number(kept)}\u00a0${currency}/kWh`;
    const amount = (kept: string, currency: string) => `${number(kept)}\u00a0${currency}`;

    function daysOfWeek(days: readonly DayKind[]): string {
      if (days.length === 4) return t("everyDay");
      return list.format(days.map((kind) => t(`dayKinds.${kind}`)));
    }
    function band({ perKwh: price, season, days, from, to }: Band, currency: string): string {
      const times = from === to ? t("allDay") : t("times", { from, to });
      const when = { price: perKwh(price, currency), days: daysOfWeek(days), times };
      return season === null
        ? t("band", when)
        : t("bandInSeason", { ...when, from: monthDay(season.from), to: monthDay(season.to) });
    }

    return {
      separator,
      number,
      day,
      monthDay,
      /** 1: January. */
      month: (place: number) => monthFormat.format(Date.UTC(2024, place - 1)),
      perKwh,
      amount,
      days: ({ from, to }: Pick<Period, "from" | "to">): string =>
        to === null ? t("fromOn", { from: day(from) }) : t("fromTo", { from: day(from), to: day(to) }),
      /** What a kWh costs, and below it the times at which it costs something else. */
      energy(energy: Energy, currency: string): { usual: string; bands: string[] } {
        if (energy.kind === "fixed")
          return { usual: t("fixed", { price: perKwh(energy.perKwh, currency) }), bands: [] };
        if (energy.kind === "spot") {
          const { factor, plusPerKwh } = energy;
          return { usual: t("spot", { factor: number(factor), plus: perKwh(plusPerKwh, currency) }), bands: [] };
        }
        const usual = perKwh(energy.perKwh, currency);
        if (energy.bands.length === 0) return { usual: t("fixed", { price: usual }), bands: [] };
        return { usual: t("otherwise", { price: usual }), bands: energy.bands.map((one) => band(one, currency)) };
      },
      vat: ({ vatPercent, withVat }: Pick<Period, "vatPercent" | "withVat">): string =>
        t(withVat ? "vatIncluded" : "vatOnTop", { percent: number(vatPercent) }),
      monthly: ({ name, amount: sum, sharedBy, isProvisional }: MonthlyPart, currency: string): string => {
        const part = { name, amount: amount(sum, currency), how: t(`sharedBy.${sharedBy}`) };
        return t(isProvisional ? "monthlyProvisional" : "monthlyPart", part);
      },
    };
  }, [locale, t]);
}

export type PriceWords = ReturnType<typeof usePriceWords>;
