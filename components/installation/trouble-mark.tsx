"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Pill } from "../ui/pill";

/** How many chargers want a person; that none does is worth saying too. */
export const TroubleMark = memo(function TroubleMark({ trouble }: { trouble: number }) {
  const t = useTranslations("installations");
  return trouble > 0 ? (
    <Pill icon={TriangleAlert} text="text-bad" ground="bg-bad-soft">
      {t("trouble", { n: trouble })}
    </Pill>
  ) : (
    <Pill icon={CircleCheck} text="text-charging" ground="bg-charging-soft">
      {t("noTrouble")}
    </Pill>
  );
});
