import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import { quarterMs } from "../../lib/domain/time/quarters-of-day";
import type { PriceModel } from "../../lib/prices/model";
import { moneyOf, rounded } from "../../lib/prices/money";
import { pricer, type SpotPrice } from "../../lib/prices/price-of";
import { usePriceWords } from "./use-price-words";

const exampleKwh = 10;

interface Props {
  model: PriceModel;
  timeZone: string;
  /** What is published for the quarter-hour that goes on; null: nothing that is known. */
  spot: SpotPrice | null;
}

/** What ten kWh cost now by what is entered, as it is added up: the price, VAT, and both. */
export function Example({ model, timeZone, spot }: Props) {
  const t = useTranslations("prices.example");
  const words = usePriceWords();
  const now = useNow(60_000);
  const price = pricer(model, timeZone, () => spot)(Math.floor(now / quarterMs) * quarterMs);
  function told(): string {
    if (!price.isKnown) {
      const currencies = { published: spot?.currency ?? "", entered: price.period?.currency ?? "" };
      return price.why === "otherCurrency" ? t("otherCurrency", currencies) : t(price.why);
    }
    const { period, perKwh } = price;
    const { currency, vatPercent } = period;
    const { net, vat, gross } = rounded(moneyOf(perKwh.times(exampleKwh), period), currency);
    return t("cost", {
      perKwh: words.perKwh(perKwh.toFixed(), currency),
      net: words.amount(net, currency),
      vat: words.amount(vat, currency),
      percent: words.number(vatPercent),
      gross: words.amount(gross, currency),
    });
  }
  return (
    <p role="status" aria-label={t("title")} className="num text-[0.875rem] text-ink-2">
      {told()}
    </p>
  );
}
