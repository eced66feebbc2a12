import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { most } from "../../../lib/prices/forms";
import { Button } from "../../ui/button";
import { Field, fieldLook } from "../../ui/field";
import { type BandDraft, newBand, nextKey, type PeriodDraft } from "../draft/period-draft";
import { BandRow } from "./band-row";
import { TextField } from "./text-field";

const kinds = ["fixed", "timeOfDay", "spot"] as const;

interface Props {
  draft: PeriodDraft;
  /** What is wrong with a field, in words. */
  fault(field: string): string | null;
  onChange(change: Partial<PeriodDraft>): void;
}

/** What a kWh costs: one price, one by time, or what was published. */
export function EnergyFields({ draft, fault, onChange }: Props) {
  const t = useTranslations("prices.form");
  const { kind, bands } = draft;
  const currency = draft.currency.trim().toUpperCase();
  const unit = `${currency}/kWh`;
  const put = (band: BandDraft) => onChange({ bands: bands.map((one) => (one.key === band.key ? band : one)) });
  const up = (index: number) => {
    const [before, band] = [bands[index - 1], bands[index]];
    if (before && band) onChange({ bands: [...bands.slice(0, index - 1), band, before, ...bands.slice(index + 1)] });
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-semibold text-[0.9375rem]">{t("energy")}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("kind")}>
          {(id) => (
            <select
              id={id}
              value={kind}
              onChange={({ target }) => {
                const chosen = kinds.find((one) => one === target.value);
                if (chosen !== undefined) onChange({ kind: chosen });
              }}
              className={fieldLook}
            >
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {t(`kinds.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {kind !== "spot" && (
          <TextField
            label={t(kind === "timeOfDay" ? "usualPrice" : "price")}
            unit={unit}
            kind="number"
            value={draft.perKwh}
            fault={fault("perKwh")}
            onChange={(perKwh) => onChange({ perKwh })}
          />
        )}
      </div>
      {kind === "spot" && (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label={t("factor")}
              kind="number"
              value={draft.factor}
              fault={fault("factor")}
              onChange={(factor) => onChange({ factor })}
            />
            <TextField
              label={t("plus")}
              unit={unit}
              kind="number"
              value={draft.plusPerKwh}
              fault={fault("plusPerKwh")}
              onChange={(plusPerKwh) => onChange({ plusPerKwh })}
            />
          </div>
          <p className="text-[0.8125rem] text-ink-3">{t("spotHint")}</p>
        </>
      )}
      {kind === "timeOfDay" && (
        <>
          <p className="text-[0.8125rem] text-ink-3">{t("bandsHint")}</p>
          <ol aria-label={t("bands")} className="grid gap-3">
            {bands.map((band, index) => (
              <BandRow
                key={band.key}
                band={band}
                place={index + 1}
                currency={currency}
                fault={(field) => fault(`bands.${band.key}.${field}`)}
                onChange={put}
                onRemove={() => onChange({ bands: bands.filter(({ key }) => key !== band.key) })}
                onUp={index === 0 ? null : () => up(index)}
              />
            ))}
          </ol>
          <Button
            className="justify-self-start"
            cannotAct={bands.length >= most.bands}
            onClick={() => onChange({ bands: [...bands, newBand(nextKey(bands))] })}
          >
            <Plus aria-hidden="true" className="size-4" />
            {t("addBand")}
          </Button>
        </>
      )}
    </fieldset>
  );
}
