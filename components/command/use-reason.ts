import { useTranslations } from "next-intl";
import type { CommandReason } from "../../lib/domain/command";

/** Why a stage was reached, in words. */
export function useReason(): (reason: CommandReason) => string {
  const t = useTranslations("reasons");
  return (reason) => {
    switch (reason.code) {
      case "chargerRefused":
        return reason.body
          ? t("chargerRefusedBody", { status: reason.status, body: reason.body })
          : t("chargerRefused", { status: reason.status });
      case "provenBy":
        return reason.key === "computerVersion"
          ? t("provenByVersion", { value: reason.value })
          : t("provenBy", { key: reason.key, value: reason.value });
      default:
        return t(reason.code);
    }
  };
}
