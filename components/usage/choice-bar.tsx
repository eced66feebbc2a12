import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { monthsLater } from "../../lib/domain/time/months";
import { useDates } from "../live/use-dates";
import { Button } from "../ui/button";
import { Field, fieldLook } from "../ui/field";
import type { UsageChoice } from "./usage-choice";

interface Props {
  month: string;
  thisMonth: string;
  circuit: string | null;
  circuits: readonly { id: string; name: string }[];
  change(next: Partial<UsageChoice>): void;
}

/** Of which month, and of which circuit's chargers. */
export function ChoiceBar({ month, thisMonth, circuit, circuits, change }: Props) {
  const t = useTranslations("usage");
  const dates = useDates();
  const to = (next: string) => change({ month: next === thisMonth ? null : next });
  return (
    <fieldset className="flex flex-wrap items-end justify-between gap-3">
      <legend className="sr-only">{t("choice")}</legend>
      <div className="flex items-center gap-2">
        <Button className="px-2.5" aria-label={t("earlier")} onClick={() => to(monthsLater(month, -1))}>
          <ChevronLeft aria-hidden="true" className="size-5" />
        </Button>
        <h2 aria-live="polite" className="min-w-36 text-center font-semibold text-[1.0625rem]">
          {dates.month(month)}
        </h2>
        <Button
          className="px-2.5"
          aria-label={t("later")}
          cannotAct={month >= thisMonth}
          onClick={() => to(monthsLater(month, 1))}
        >
          <ChevronRight aria-hidden="true" className="size-5" />
        </Button>
      </div>
      {circuits.length > 1 && (
        <div className="min-w-40">
          <Field label={t("circuit")}>
            {(fieldId) => (
              <select
                id={fieldId}
                value={circuit ?? ""}
                onChange={({ target }) => change({ circuit: target.value === "" ? null : target.value })}
                className={fieldLook}
              >
                <option value="">{t("allCircuits")}</option>
                {circuits.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}
