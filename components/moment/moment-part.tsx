import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { usePart } from "../ui/use-part";

interface Props<P> {
  /** Always the same function. */
  load(): Promise<ComponentType<P>>;
  given: P;
}

/** What shows a moment comes after the page: who looks at what is live need not wait for it. */
export function MomentPart<P extends object>({ load, given }: Props<P>) {
  const t = useTranslations("moment");
  const { part: View, failed, again } = usePart(load, false);
  if (View !== null) return <View {...given} />;
  if (!failed) return <Skeleton className="h-96" />;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
      {t("failed")}
      <Button onClick={again}>{t("again")}</Button>
    </div>
  );
}
