import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReportAnswer } from "../../lib/contract/report";
import { usePriceWords } from "../prices/use-price-words";
import type { ReportWords } from "./use-report-words";

/** The prices of a month, and what was to be paid besides energy. */
export function ReportPrices({ report, words }: { report: ReportAnswer; words: ReportWords }) {
  const t = useTranslations("reports");
  const priceWords = usePriceWords();
  const { prices, figures, installationId, state } = report;
  if (prices.periods.length === 0)
    return (
      <p className="text-[0.875rem] text-ink-2">
        {t("noPrices")}{" "}
        {state !== "closed" && (
          <Link
            href={`/installations/${installationId}/prices`}
            prefetch={false}
            className="reach font-medium text-accent underline print:hidden"
          >
            {t("toPrices")}
          </Link>
        )}
      </p>
    );
  return (
    <ul className="grid gap-2 text-[0.875rem]">
      {prices.periods.map((period) => {
        const { usual, bands } = priceWords.energy(period.energy, period.currency);
        return (
          <li key={period.from}>
            <span className="font-medium">{priceWords.days(period)}</span>
            {": "}
            {[...bands, usual].join("; ")}, {priceWords.vat(period)}
            {period.isProvisional && ` (${t("provisional")})`}
          </li>
        );
      })}
      {prices.gaps.map(({ from, to }) => (
        <li key={from} className="text-bad">
          {t("gap", { from: priceWords.day(from), to: priceWords.day(to) })}
        </li>
      ))}
      {figures.parts.map(({ name, sharedBy, isProvisional, days, amount }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two parts may have the same name
        <li key={index}>
          {t(days === daysOf(report) ? "part" : "partDays", {
            name,
            amount: words.amounts([amount]),
            how: t(`how.${sharedBy}`),
            days,
          })}
          {isProvisional && ` (${t("provisionalPart")})`}
        </li>
      ))}
    </ul>
  );
}

const dayMs = 86_400_000;
/** Days of 23 and 25 hours count as one. */
const daysOf = ({ from, to }: ReportAnswer): number => Math.round((to - from) / dayMs);
