import { useTranslations } from "next-intl";
import type { PublishedAnswer } from "../../../lib/contract/prices";
import { Fact } from "../../ui/fact";
import { usePriceWords } from "../use-price-words";
import { Holes } from "./holes";
import { useMoments } from "./use-moments";

/** Of which time published prices are known, and what holds now. */
export function KnownFacts({ known: { first, last, count, currencies, holes, now } }: { known: PublishedAnswer }) {
  const t = useTranslations("prices.published");
  const words = usePriceWords();
  const moment = useMoments();
  if (first === null || last === null) return <p className="text-[0.875rem] text-ink-3">{t("none")}</p>;
  return (
    <>
      <dl className="num grid gap-x-6 gap-y-3 text-[0.875rem] sm:grid-cols-3">
        <Fact name={t("time")}>{t("fromTo", { from: moment(first), to: moment(last) })}</Fact>
        <Fact name={t("count")}>{t("quarters", { n: count, currencies: currencies.join(", ") })}</Fact>
        <Fact name={t("now")}>{now === null ? t("notNow") : words.perKwh(now.perKwh, now.currency)}</Fact>
      </dl>
      <Holes holes={holes} />
    </>
  );
}
