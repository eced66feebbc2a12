import { useTranslations } from "next-intl";
import type { Refusal } from "../../lib/client/api/send-command";

const ruleKeys = ["notSupported", "startOnlyWhenPaused", "stopNoCar", "stopAlreadyPaused", "stateUnknown"] as const;

/** A refusal of the server in words: by its code, and by its rule where one was broken. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const problems = useTranslations("problems");
  const rules = useTranslations("rules");
  return ({ code, rule, by }) => {
    if (code === "commandOpen" && by !== null) return problems("commandOpenBy", { by });
    const known = ruleKeys.find((key) => key === rule);
    return code === "commandNotPossible" && known ? rules(known) : problems(code);
  };
}
