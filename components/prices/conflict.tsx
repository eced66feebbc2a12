import { useTranslations } from "next-intl";
import type { PricesAnswer } from "../../lib/contract/prices";
import { compare, type PeriodDifference } from "../../lib/prices/differences";
import type { Period, PriceModel } from "../../lib/prices/model";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { type PriceWords, usePriceWords } from "./use-price-words";
import { isSame } from "./use-prices";

interface Props {
  mine: PriceModel;
  theirs: PricesAnswer;
  busy: boolean;
  onLoad(): void;
  onSaveOver(): void;
}

/** A part of a period in words. */
function useTold(words: PriceWords): (period: Period, key: Exclude<keyof Period, "from">) => string {
  const t = useTranslations("prices.conflict");
  return (period, key) => {
    const { to, currency, energy, monthly, isProvisional } = period;
    switch (key) {
      case "to":
        return to === null ? t("noEnd") : words.day(to);
      case "currency":
        return currency;
      case "vatPercent":
      case "withVat":
        return words.vat(period);
      case "energy": {
        const { usual, bands } = words.energy(energy, currency);
        return [usual, ...bands].join("; ");
      }
      case "monthly":
        return monthly.length === 0 ? t("nothing") : monthly.map((part) => words.monthly(part, currency)).join("; ");
      case "isProvisional":
        return t(isProvisional ? "provisional" : "settled");
    }
  };
}

/** Somebody saved in between: who, what is another there, and what to do about it. */
export function Conflict({ mine, theirs: { model, changed }, busy, onLoad, onSaveOver }: Props) {
  const t = useTranslations("prices.conflict");
  const words = usePriceWords();
  const time = useTime();
  const told = useTold(words);
  const { periods, holidays } = compare(mine, model, isSame);
  const at = (from: string, { periods: all }: PriceModel) => all.find((one) => one.from === from);

  function parts({ from, what }: PeriodDifference) {
    if (typeof what === "string") return <li key={from}>{t(what, { from: words.day(from) })}</li>;
    const [own, other] = [at(from, mine), at(from, model)];
    return (
      <li key={from}>
        {t("period", { from: words.day(from) })}
        <ul className="list-disc pl-5">
          {what.map((key) => (
            <li key={key}>
              {t("part", {
                part: t(`parts.${key}`),
                theirs: other === undefined ? "" : told(other, key),
                mine: own === undefined ? "" : told(own, key),
              })}
            </li>
          ))}
        </ul>
      </li>
    );
  }

  return (
    <section aria-label={t("title")} className="card border-waiting p-4 sm:p-5">
      <h2 className="font-semibold text-[0.9375rem]">{t("title")}</h2>
      <p role="alert" className="mt-1 text-[0.875rem] text-ink-2">
        {changed === null ? t("leadUnknown") : t("lead", { by: changed.by, time: time(changed.at) })}
      </p>
      {periods.length === 0 && !holidays ? (
        <p className="mt-2 text-[0.875rem]">{t("same")}</p>
      ) : (
        <ul className="num mt-2 list-disc pl-5 text-[0.875rem]">
          {periods.map(parts)}
          {holidays && <li>{t("holidays", { theirs: model.holidays.length, mine: mine.holidays.length })}</li>}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap gap-2.5">
        <Button look="primary" cannotAct={busy} onClick={onLoad}>
          {t("load")}
        </Button>
        <Button look="danger" cannotAct={busy} onClick={onSaveOver}>
          {t("saveOver")}
        </Button>
      </div>
    </section>
  );
}
