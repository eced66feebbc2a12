"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { idle } from "../../lib/client/idle";
import { Button } from "../ui/button";
import { useNear } from "../ui/use-near";
import { usePart } from "../ui/use-part";

/** Nobody comes for it first: what asks and draws comes once the page stands, and is about to be seen. */
const loadView = async () => {
  await idle();
  return (await import("./usage-view")).default;
};

interface Props {
  installationId: string;
  circuits: readonly { id: string; name: string }[];
  mainFuseA: number;
  lost: boolean;
}

/** Energy and availability over time, below all that is so now. */
export const UsageLater = memo(function UsageLater({ lost, ...rest }: Props) {
  const t = useTranslations("usage");
  const { ref, near } = useNear();
  const { part: View, failed, again } = usePart(loadView, lost || !near);
  if (View !== null) return <View {...rest} />;
  return (
    <div ref={ref} aria-busy={near && !failed} className="mt-4 min-h-96">
      {failed && (
        <div role="alert" className="flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
          {t("failed")}
          <Button onClick={again}>{t("again")}</Button>
        </div>
      )}
    </div>
  );
});
