import { useTranslations } from "next-intl";
import type { Effect } from "../../../lib/domain/settings/preview";

/** What an effect means for cars that charge and for cars that wait, in sentences. */
export function useEffectWords(): { charge(effect: Effect): string; wait(effect: Effect): string | null } {
  const t = useTranslations("effect");
  return {
    charge({ charging, keep }) {
      if (charging === 0) return t("noneCharge");
      if (keep === charging) return t("allKeep", { n: charging });
      return t("someKeep", { n: charging, keep, wait: charging - keep });
    },
    wait: ({ waiting, couldStart }) => (waiting > 0 ? t("waiting", { n: waiting, start: couldStart }) : null),
  };
}
