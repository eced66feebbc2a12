"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { isWrong, type VerdictPart } from "../../lib/domain/verdict";
import { useVerdictWords } from "./use-verdict-words";

interface Props {
  verdict: readonly VerdictPart[];
  /** Nothing on the page can be true now. */
  stale: boolean;
}

function lookOf(worst: VerdictPart | undefined, stale: boolean) {
  const Icon = worst === undefined ? CircleCheck : isWrong(worst) ? TriangleAlert : CircleAlert;
  if (stale) return { Icon, look: "bg-idle-soft text-idle" };
  if (worst === undefined) return { Icon, look: "bg-charging-soft text-charging" };
  return { Icon, look: isWrong(worst) ? "bg-bad-soft text-bad" : "bg-waiting-soft text-waiting" };
}

/** An installation's verdict in short: the worst, and how much more there is. */
export const VerdictMark = memo(function VerdictMark({ verdict, stale }: Props) {
  const t = useTranslations("verdict");
  const words = useVerdictWords();
  const [worst, ...others] = verdict;
  const { Icon, look } = lookOf(worst, stale);
  const text = worst === undefined ? t(stale ? "wasWell" : "allWell") : words(worst);
  return (
    // A pill that may break: what is wrong is never cut off.
    <span
      className={`inline-flex min-w-0 items-center gap-1.5 rounded-2xl px-2.5 py-1 font-medium text-[0.8125rem] leading-tight ${look}`}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span>
        {text}
        {others.length > 0 && ` ${t("more", { n: others.length })}`}
      </span>
    </span>
  );
});
