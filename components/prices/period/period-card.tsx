import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Period } from "../../../lib/prices/model";
import { Button } from "../../ui/button";
import { usePriceWords } from "../use-price-words";

interface Props {
  period: Period;
  isNow: boolean;
  onEdit(): void;
  onRemove(): void;
}

/** What holds from one day to another, in words. */
export function PeriodCard({ period, isNow, onEdit, onRemove }: Props) {
  const t = useTranslations("prices");
  const words = usePriceWords();
  const { currency, energy, monthly, isProvisional } = period;
  const days = words.days(period);
  const { usual, bands } = words.energy(energy, currency);
  return (
    <li aria-label={days} className="rounded-xl border border-line p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 className="num font-semibold text-[1rem]">
          {days}
          {isNow && (
            <span className="ml-2 rounded-full bg-charging-soft px-2 py-0.5 align-middle font-medium text-[0.75rem] text-charging">
              {t("now")}
            </span>
          )}
        </h3>
        <span className="flex gap-2">
          <Button className="min-h-9 px-3" aria-label={t("editPeriod", { days })} onClick={onEdit}>
            <Pencil aria-hidden="true" className="size-4" />
            {t("edit")}
          </Button>
          <Button look="quiet" className="min-h-9 px-3" aria-label={t("removePeriod", { days })} onClick={onRemove}>
            <Trash2 aria-hidden="true" className="size-4" />
            {t("remove")}
          </Button>
        </span>
      </div>
      <p className="num mt-2.5 text-ink sm:mt-1">{usual}</p>
      {bands.length > 0 && (
        <ol className="num mt-1 list-disc pl-5 text-[0.875rem] text-ink-2">
          {bands.map((band, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two of them may be the same, and they stand in an order of their own
            <li key={place}>{band}</li>
          ))}
        </ol>
      )}
      <p className="num mt-1 text-[0.875rem] text-ink-2">{words.vat(period)}</p>
      {monthly.length > 0 && (
        <div className="mt-2 text-[0.875rem] text-ink-2">
          <h4 className="font-medium text-ink">{t("eachMonth")}</h4>
          <ul className="num list-disc pl-5">
            {monthly.map((part, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two of them may be the same, and they stand in an order of their own
              <li key={place}>{words.monthly(part, currency)}</li>
            ))}
          </ul>
        </div>
      )}
      {isProvisional && (
        <p className="mt-2 w-fit rounded-lg bg-waiting-soft px-2.5 py-1 text-[0.8125rem] text-waiting">
          {t("isProvisional")}
        </p>
      )}
    </li>
  );
}
