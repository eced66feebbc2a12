import { isDate } from "../../../lib/prices/dates";
import { currencyForm, type DayKind, dayKinds } from "../../../lib/prices/forms";
import type { Band, MonthlyPart, Period } from "../../../lib/prices/model";
import { decimalOf, percentOf, shownDecimal } from "./typed";

/** A band as it stands in its fields. Keys are for the list alone. */
export interface BandDraft {
  key: number;
  perKwh: string;
  isSeasonal: boolean;
  /** `11-01` */
  season: { from: string; to: string };
  days: readonly DayKind[];
  from: string;
  to: string;
}

export interface MonthlyDraft extends MonthlyPart {
  key: number;
}

/** A period as it stands in its fields: what belongs to a kind that is not chosen stays until it is closed. */
export interface PeriodDraft {
  from: string;
  /** Empty: until further notice. */
  to: string;
  currency: string;
  vatPercent: string;
  withVat: boolean;
  kind: Period["energy"]["kind"];
  perKwh: string;
  bands: readonly BandDraft[];
  factor: string;
  plusPerKwh: string;
  monthly: readonly MonthlyDraft[];
  isProvisional: boolean;
}

type FieldFault = "decimal" | "percent" | "currency" | "date" | "endBeforeStart" | "days" | "season" | "name";

/** What is wrong, by field: `perKwh`, `bands.3.days`, `monthly.0.amount` (with the row's key). */
type FieldFaults = ReadonlyMap<string, FieldFault>;

const winter = { from: "11-01", to: "03-31" };

/** @param separator what stands before decimals in the reader's language */
export function draftOf(period: Period, separator: string): PeriodDraft {
  const { energy } = period;
  const shown = (kept: string) => shownDecimal(kept, separator);
  const bands = energy.kind === "timeOfDay" ? energy.bands : [];
  return {
    from: period.from,
    to: period.to ?? "",
    currency: period.currency,
    vatPercent: shown(period.vatPercent),
    withVat: period.withVat,
    kind: energy.kind,
    perKwh: energy.kind === "spot" ? "" : shown(energy.perKwh),
    bands: bands.map((band, key) => ({
      key,
      perKwh: shown(band.perKwh),
      isSeasonal: band.season !== null,
      season: band.season ?? winter,
      days: band.days,
      from: band.from,
      to: band.to,
    })),
    factor: energy.kind === "spot" ? shown(energy.factor) : "1",
    plusPerKwh: energy.kind === "spot" ? shown(energy.plusPerKwh) : "0",
    monthly: period.monthly.map((part, key) => ({ ...part, key, amount: shown(part.amount) })),
    isProvisional: period.isProvisional,
  };
}

/** The first period of all: what nobody has said yet is empty. */
export const firstDraft = (from: string, currency: string): PeriodDraft => ({
  from,
  to: "",
  currency,
  vatPercent: "",
  withVat: true,
  kind: "fixed",
  perKwh: "",
  bands: [],
  factor: "1",
  plusPerKwh: "0",
  monthly: [],
  isProvisional: false,
});

export const nextKey = (rows: readonly { key: number }[]): number => Math.max(-1, ...rows.map(({ key }) => key)) + 1;

export const newBand = (key: number): BandDraft => ({
  key,
  perKwh: "",
  isSeasonal: false,
  season: winter,
  days: dayKinds,
  from: "22:00",
  to: "06:00",
});

export const newMonthly = (key: number): MonthlyDraft => ({
  key,
  name: "",
  amount: "",
  sharedBy: "equally",
  isProvisional: false,
});

/** The period that the fields say, or what of them is wrong. */
export function readPeriod(draft: PeriodDraft): { period: Period } | { faults: FieldFaults } {
  const faults = new Map<string, FieldFault>();
  const taken = (field: string, fault: FieldFault, read: string | null): string => {
    if (read === null) faults.set(field, fault);
    return read ?? "";
  };
  const decimal = (field: string, typed: string) => taken(field, "decimal", decimalOf(typed));
  const date = (field: string, text: string) => taken(field, "date", isDate(text) ? text : null);

  const from = date("from", draft.from);
  const to = draft.to === "" ? null : date("to", draft.to);
  if (to !== null && to !== "" && from !== "" && to < from) faults.set("to", "endBeforeStart");
  const currency = draft.currency.trim().toUpperCase();
  taken("currency", "currency", currencyForm.test(currency) ? currency : null);

  const band = ({ key, perKwh, isSeasonal, season, days, ...times }: BandDraft): Band => {
    if (days.length === 0) faults.set(`bands.${key}.days`, "days");
    if (isSeasonal && ![season.from, season.to].every((day) => isDate(`2024-${day}`)))
      faults.set(`bands.${key}.season`, "season");
    return {
      perKwh: decimal(`bands.${key}.perKwh`, perKwh),
      season: isSeasonal ? season : null,
      days: dayKinds.filter((kind) => days.includes(kind)),
      from: times.from,
      to: times.to,
    };
  };
  const energy = (): Period["energy"] => {
    const { kind } = draft;
    if (kind === "spot")
      return { kind, factor: decimal("factor", draft.factor), plusPerKwh: decimal("plusPerKwh", draft.plusPerKwh) };
    const perKwh = decimal("perKwh", draft.perKwh);
    return kind === "fixed" ? { kind, perKwh } : { kind, perKwh, bands: draft.bands.map(band) };
  };
  const part = ({ key, name, amount, sharedBy, isProvisional }: MonthlyDraft): MonthlyPart => ({
    name: taken(`monthly.${key}.name`, "name", name.trim() === "" ? null : name.trim()),
    amount: decimal(`monthly.${key}.amount`, amount),
    sharedBy,
    isProvisional,
  });

  const period: Period = {
    from,
    to,
    currency,
    vatPercent: taken("vatPercent", "percent", percentOf(draft.vatPercent)),
    withVat: draft.withVat,
    energy: energy(),
    monthly: draft.monthly.map(part),
    isProvisional: draft.isProvisional,
  };
  return faults.size > 0 ? { faults } : { period };
}
