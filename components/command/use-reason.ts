import { useTranslations } from "next-intl";
import type { CommandReason } from "../../lib/domain/command";
import { escaped } from "../../lib/domain/plain-text";

/** Why a stage was reached, in words. */
export function useReason(): (reason: CommandReason) => string {
  const t = useTranslations("reasons");
  return (reason) => {
    switch (reason.code) {
      case "chargerRefused":
        return reason.body
          ? t("chargerRefusedBody", { status: reason.status, body: reason.body })
          : t("chargerRefused", { status: reason.status });
      case "provenBy": {
        const value = escaped(reason.value);
        return reason.key === "computerVersion"
          ? t("provenByVersion", { value })
          : t("provenBy", { key: reason.key, value });
      }
      default:
        return t(reason.code);
    }
  };
}
