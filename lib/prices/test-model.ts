import type { Period, PriceModel } from "./model";

export const timeZone = "Europe/Oslo";

export const period = (more: Partial<Period> = {}): Period => ({
  from: "2026-01-01",
  to: null,
  currency: "NOK",
  vatPercent: "25",
  withVat: false,
  energy: { kind: "fixed", perKwh: "1.2345" },
  monthly: [],
  isProvisional: false,
  ...more,
});

export const model = (periods: readonly Partial<Period>[] = [{}], holidays: readonly string[] = []): PriceModel => ({
  periods: periods.map(period),
  holidays: [...holidays],
});

/** An instant of the wall clock in Oslo, ms; `+02:00` in summer. */
export const at = (wall: string, offset = "+01:00") => Date.parse(`${wall}:00${offset}`);
