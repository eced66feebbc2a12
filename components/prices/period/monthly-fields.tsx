import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { most } from "../../../lib/prices/forms";
import { Button } from "../../ui/button";
import { Field, fieldLook } from "../../ui/field";
import { type MonthlyDraft, newMonthly, nextKey, type PeriodDraft } from "../draft/period-draft";
import { Check } from "./check";
import { TextField } from "./text-field";

const shares = ["kwh", "place", "equally"] as const;

interface Props {
  draft: PeriodDraft;
  fault(field: string): string | null;
  onChange(change: Partial<PeriodDraft>): void;
}

/** What is paid each month, whatever was charged, and by what it is shared. */
export function MonthlyFields({ draft: { monthly, currency }, fault, onChange }: Props) {
  const t = useTranslations("prices.form");
  const how = useTranslations("prices.sharedBy");
  const put = (part: MonthlyDraft) => onChange({ monthly: monthly.map((one) => (one.key === part.key ? part : one)) });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-semibold text-[0.9375rem]">{t("monthly")}</legend>
      {monthly.length > 0 && (
        <ul className="grid gap-3">
          {monthly.map((part, index) => (
            <li
              key={part.key}
              aria-label={t("partName", { n: index + 1 })}
              className="grid gap-3 rounded-xl border border-line p-3.5 sm:grid-cols-[minmax(0,1fr)_8rem_12rem]"
            >
              <TextField
                label={t("name")}
                value={part.name}
                most={most.name}
                fault={fault(`monthly.${part.key}.name`)}
                onChange={(name) => put({ ...part, name })}
              />
              <TextField
                label={t("amount")}
                unit={currency.trim().toUpperCase()}
                kind="number"
                value={part.amount}
                fault={fault(`monthly.${part.key}.amount`)}
                onChange={(amount) => put({ ...part, amount })}
              />
              <Field label={t("shared")}>
                {(id) => (
                  <select
                    id={id}
                    value={part.sharedBy}
                    onChange={({ target }) => {
                      const sharedBy = shares.find((one) => one === target.value);
                      if (sharedBy !== undefined) put({ ...part, sharedBy });
                    }}
                    className={fieldLook}
                  >
                    {shares.map((one) => (
                      <option key={one} value={one}>
                        {how(one)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <div className="flex flex-wrap items-center justify-between gap-2 sm:col-span-3">
                <Check checked={part.isProvisional} onChange={(isProvisional) => put({ ...part, isProvisional })}>
                  {t("partProvisional")}
                </Check>
                <Button
                  look="quiet"
                  aria-label={t("removePart", { n: index + 1 })}
                  onClick={() => onChange({ monthly: monthly.filter(({ key }) => key !== part.key) })}
                >
                  <Trash2 aria-hidden="true" className="size-4" />
                  {t("remove")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Button
        className="justify-self-start"
        cannotAct={monthly.length >= most.monthly}
        onClick={() => onChange({ monthly: [...monthly, newMonthly(nextKey(monthly))] })}
      >
        <Plus aria-hidden="true" className="size-4" />
        {t("addPart")}
      </Button>
    </fieldset>
  );
}
