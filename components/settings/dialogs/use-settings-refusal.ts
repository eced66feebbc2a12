import { useTranslations } from "next-intl";
import type { Refusal } from "../../../lib/client/api/send-command";
import { useTime } from "../../live/use-time";

const own = ["badRequest", "notFound", "tooManyRequests", "internal", "unreachable", "storeUnavailable"] as const;
const rules = ["notAssigned", "ownBroker", "notEnrolled", "noSettings", "tooManyWallLinks"] as const;

/** Why a setting was not taken, in words, and when it can be changed again where it came too soon. */
export function useSettingsRefusal(): (refusal: Refusal) => string {
  const problems = useTranslations("problems");
  const t = useTranslations("settingsProblems");
  const time = useTime(true);
  return ({ code, rule, againAt }) => {
    if (code === "changedTooSoon" && againAt !== null) return t("changedTooSoon", { time: time(againAt) });
    const broken = rules.find((each) => each === rule);
    if (code === "settingNotPossible" && broken) return t(broken);
    const known = own.find((each) => each === code);
    return known ? t(known) : problems(code);
  };
}
