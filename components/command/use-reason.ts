import { useTranslations } from "next-intl";
import type { CommandReason } from "../../lib/domain/command/command";
import { escaped } from "../../lib/domain/plain-text";
import type { Shown } from "../live/units";
import { useUnits } from "../live/use-units";

/** What a charger answers where its state does not allow a command: 400 to a command, 528 and 538 as the code of a failure. */
const inState: ReadonlySet<number> = new Set([400, 528, 538]);

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
    return t("provenBy");
  };
  return (reason) => {
    switch (reason.code) {
      case "chargerRefused":
        return t(inState.has(reason.status) ? "refusedInState" : "refusedOther", { status: reason.status });
      case "oldVersion":
        return t("oldVersion", { value: escaped(reason.value) });
      case "provenBy":
        return provenBy({ ...reason, value: escaped(reason.value) });
      default:
        return t(reason.code);
    }
  };
}
