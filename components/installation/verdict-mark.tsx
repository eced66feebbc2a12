"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { isWrong, type VerdictPart } from "../../lib/domain/verdict";
import { Pill } from "../ui/pill";
import { useVerdictWords } from "./use-verdict-words";

interface Props {
  verdict: readonly VerdictPart[];
  /** Nothing on the page can be true now. */
  stale: boolean;
}

/** An installation's verdict in short: the worst, and how much more there is. */
export const VerdictMark = memo(function VerdictMark({ verdict, stale }: Props) {
  const t = useTranslations("verdict");
  const words = useVerdictWords();
  const [worst, ...others] = verdict;
  const look = stale ? "text-idle" : null;
  if (worst === undefined) {
    return (
      <Pill icon={CircleCheck} text={look ?? "text-charging"} ground={stale ? "bg-idle-soft" : "bg-charging-soft"}>
        {t(stale ? "wasWell" : "allWell")}
      </Pill>
    );
  }
  const wrong = isWrong(worst);
  return (
    <Pill
      icon={wrong ? TriangleAlert : CircleAlert}
      text={look ?? (wrong ? "text-bad" : "text-waiting")}
      ground={stale ? "bg-idle-soft" : wrong ? "bg-bad-soft" : "bg-waiting-soft"}
    >
      {words(worst)}
      {others.length > 0 && `, ${t("more", { n: others.length })}`}
    </Pill>
  );
});
