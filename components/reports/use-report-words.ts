import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Amount, MonthFigures, PersonSums, Who } from "../../lib/contract/report";
import { escaped } from "../../lib/domain/plain-text";
import { decimals } from "../live/decimals";

/** What is said in reports, in the words and numbers of the reader's language. Amounts stand as they were rounded. */
export function useReportWords(timeZone: string) {
  const locale = useLocale();
  const t = useTranslations("reports");
  const none = useTranslations("value")("none");
  return useMemo(() => {
    const tag = locale === "en" ? "en-GB" : locale;
    const kwh = decimals(locale, 2, 2);
    const dateTime = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: "medium", timeStyle: "short" });
    const money = new Map<string, Intl.NumberFormat>();
    const sum = ({ currency, ...amounts }: Amount, of: "net" | "vat" | "gross") => {
      const format = money.get(currency) ?? new Intl.NumberFormat(tag, { style: "currency", currency });
      money.set(currency, format);
      return format.format(Number(amounts[of]));
    };
    const amounts = (all: readonly Amount[], of: "net" | "vat" | "gross" = "gross") =>
      all.length === 0 ? none : all.map((one) => sum(one, of)).join(" + ");
    const energy = (wh: number) => `${kwh(wh / 1_000)}\u00a0kWh`;
    return {
      none,
      amounts,
      energy,
      /** Without its unit; null is not known. */
      kwh: (wh: number | null) => (wh === null ? none : kwh(wh / 1_000)),
      /** Where the energy of some sessions is not known, it was this at least. */
      sumOfEnergy: ({ wh, unknownEnergy }: Pick<MonthFigures<Who>, "wh" | "unknownEnergy">) =>
        unknownEnergy > 0 ? t("atLeast", { value: energy(wh) }) : energy(wh),
      percent: (value: number | null) => (value === null ? none : `${decimals(locale, 1, 1)(value)}\u00a0%`),
      time: (at: number) => dateTime.format(at),
      who({ who }: Pick<PersonSums<Who>, "who">): string {
        if (who === null) return t("nobody");
        return who.tag === null ? t("erased") : (who.name ?? escaped(who.tag));
      },
    };
  }, [locale, t, none, timeZone]);
}

export type ReportWords = ReturnType<typeof useReportWords>;
