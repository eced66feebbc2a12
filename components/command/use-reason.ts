import { useTranslations } from "next-intl";
import type { CommandReason } from "../../lib/domain/command/command";
import { escaped } from "../../lib/domain/plain-text";
import type { Shown } from "../live/units";
import { useUnits } from "../live/use-units";

/** Why a stage was reached, in words. */
export function useReason(): (reason: CommandReason) => string {
  const t = useTranslations("reasons");
  const units = useUnits();
  const shown = ({ number, unit }: Shown) => `${number} ${unit}`;
  const provenBy = ({ key, value }: { key: string; value: string }) => {
    if (key === "computerVersion") return t("provenByVersion", { value });
    if (key === "powerW") return t("provenByPower", { value: shown(units.powerW(Number(value))) });
    if (key.startsWith("current")) return t("provenByCurrent", { value: shown(units.currentA(Number(value))) });
    if (key === "sessionEnergyKwh") return t("provenByEnergy", { value: shown(units.energyKwh(Number(value))) });
    return t("provenBy", { key, value });
  };
  return (reason) => {
    switch (reason.code) {
      case "chargerRefused":
        return reason.body
          ? t("chargerRefusedBody", { status: reason.status, body: reason.body })
          : t("chargerRefused", { status: reason.status });
      case "oldVersion": {
        const value = escaped(reason.value);
        return reason.said === null
          ? t("oldVersion", { value })
          : t("oldVersionSaid", { value, said: escaped(reason.said) });
      }
      case "provenBy":
        return provenBy({ ...reason, value: escaped(reason.value) });
      default:
        return t(reason.code);
    }
  };
}
