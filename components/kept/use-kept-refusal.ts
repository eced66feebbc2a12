import { useTranslations } from "next-intl";
import type { Refusal } from "../../lib/client/api/send-command";

const own = ["badRequest", "notFound", "tooManyExports", "internal", "unreachable", "storeUnavailable"] as const;

/** Why what is kept was not told, or not changed, in words. */
export function useKeptRefusal(): (refusal: Refusal) => string {
  const problems = useTranslations("problems");
  const t = useTranslations("keptProblems");
  return ({ code }) => {
    const known = own.find((each) => each === code);
    return known ? t(known) : problems(code);
  };
}
