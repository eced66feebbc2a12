import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";

interface Props<T> {
  query: { data: T | undefined; isError: boolean; refetch(): unknown };
  /** The height of what is on its way. */
  className: string;
  children(data: T): ReactNode;
}

/** What was asked for; until it is there its place, and where it cannot be had, that. What was there before stays. */
export function Asked<T>({ query: { data, isError, refetch }, className, children }: Props<T>) {
  const t = useTranslations("usage");
  return (
    <>
      {isError && (
        <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
          {t("failed")}
          <Button onClick={() => void refetch()}>{t("again")}</Button>
        </div>
      )}
      {data === undefined ? !isError && <Waits className={className} /> : children(data)}
    </>
  );
}

function Waits({ className }: { className: string }) {
  const t = useTranslations("usage");
  return (
    <div aria-busy="true">
      <p className="sr-only">{t("loading")}</p>
      <Skeleton className={className} />
    </div>
  );
}
