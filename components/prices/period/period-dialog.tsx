import { useTranslations } from "next-intl";
import { useState } from "react";
import { isDate } from "../../../lib/prices/dates";
import type { Period, PriceModel } from "../../../lib/prices/model";
import { FormDialog } from "../../settings/dialogs/form-dialog";
import { endedBefore, openBefore, overlapOf } from "../draft/model-draft";
import { type PeriodDraft, readPeriod } from "../draft/period-draft";
import { usePriceWords } from "../use-price-words";
import { Check } from "./check";
import { EnergyFields } from "./energy-fields";
import { MonthlyFields } from "./monthly-fields";
import { TextField } from "./text-field";

interface Props {
  isNew: boolean;
  start: PeriodDraft;
  /** All but this one. */
  others: PriceModel["periods"];
  onDone(period: Period, others: PriceModel["periods"]): void;
  onClose(): void;
}

/** One period in its fields. What is wrong stands at its field, once somebody has tried to take it over. */
export function PeriodDialog({ isNew, start, others, onDone, onClose }: Props) {
  const t = useTranslations("prices.form");
  const words = usePriceWords();
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [endsBefore, setEndsBefore] = useState(isNew);
  const change = (part: Partial<PeriodDraft>) => setDraft({ ...draft, ...part });

  const read = readPeriod(draft);
  const before = isDate(draft.from) ? openBefore(others, draft.from) : null;
  const rest = before !== null && endsBefore ? endedBefore(others, draft.from) : others;
  const overlap = "period" in read ? overlapOf(read.period, rest) : null;

  function faultAt(field: string): string | null {
    if (!tried) return null;
    const fault = "faults" in read ? read.faults.get(field) : undefined;
    return fault === undefined ? null : t(`faults.${fault}`);
  }
  /** An overlap is told at the day by which it comes about. */
  function dayFault(field: "from" | "to"): string | null {
    const own = faultAt(field);
    if (own !== null || overlap === null) return own;
    const isAtBegin = overlap.other.from <= draft.from;
    if (isAtBegin !== (field === "from")) return null;
    return t("faults.overlap", { days: words.days(overlap.other), from: words.day(overlap.from) });
  }
  function submit() {
    setTried(true);
    if ("period" in read && overlap === null) onDone(read.period, rest);
  }

  return (
    <FormDialog
      wide
      title={isNew ? t("addTitle") : t("editTitle")}
      lead={t("lead")}
      act={t("act")}
      fault={tried && ("faults" in read || overlap !== null) ? t("needed") : null}
      busy={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2">
        <TextField
          label={t("from")}
          kind="date"
          value={draft.from}
          fault={dayFault("from")}
          onChange={(from) => change({ from })}
        />
        <TextField
          label={t("to")}
          kind="date"
          value={draft.to}
          fault={dayFault("to")}
          onChange={(to) => change({ to })}
        />
      </div>
      {before !== null && (
        <Check checked={endsBefore} onChange={setEndsBefore}>
          {t("endsBefore", { from: words.day(before.from) })}
        </Check>
      )}
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label={t("currency")}
          most={3}
          value={draft.currency}
          fault={faultAt("currency")}
          onChange={(currency) => change({ currency })}
        />
        <TextField
          label={t("vat")}
          unit="%"
          kind="number"
          value={draft.vatPercent}
          fault={faultAt("vatPercent")}
          onChange={(vatPercent) => change({ vatPercent })}
        />
      </div>
      <Check checked={draft.withVat} onChange={(withVat) => change({ withVat })}>
        {t("withVat")}
      </Check>
      <EnergyFields draft={draft} fault={faultAt} onChange={change} />
      <MonthlyFields draft={draft} fault={faultAt} onChange={change} />
      <Check checked={draft.isProvisional} onChange={(isProvisional) => change({ isProvisional })}>
        {t("provisional")}
      </Check>
    </FormDialog>
  );
}
