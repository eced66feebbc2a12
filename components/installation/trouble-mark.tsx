"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useStale } from "../live/use-stale";
import { Pill } from "../ui/pill";

/** How many chargers want a person; that none does is worth saying too, unless nobody can know. */
export const TroubleMark = memo(function TroubleMark({ trouble }: { trouble: number }) {
  const t = useTranslations("installations");
  const stale = useStale();
  if (stale && trouble === 0) return null;
  return trouble > 0 ? (
    <Pill icon={TriangleAlert} text={stale ? "old" : "text-bad"} ground={stale ? "bg-sunken" : "bg-bad-soft"}>
      {t("trouble", { n: trouble })}
    </Pill>
  ) : (
    <Pill icon={CircleCheck} text="text-charging" ground="bg-charging-soft">
      {t("noTrouble")}
    </Pill>
  );
});
