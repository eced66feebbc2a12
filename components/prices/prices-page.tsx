"use client";

import { useTranslations } from "next-intl";
import { NotRead } from "../kept/not-read";
import { TimeZoneProvider } from "../live/time-zone";
import { BackLink } from "../ui/back-link";
import { Late, later, useAhead } from "../ui/later";
import { Skeleton } from "../ui/skeleton";
import { usePrices } from "./use-prices";

// Calendars and decimal arithmetic come with it.
const editor = later(async () => (await import("./price-editor")).PriceEditor);

interface Props {
  installation: { id: string; name: string; timeZone: string };
}

/** What an installation's energy costs: read, entered and saved by its owners. */
export function PricesPage({ installation }: Props) {
  const t = useTranslations("prices");
  const { data, error, isPending, refetch } = usePrices(installation.id);
  useAhead(editor);

  function rest() {
    if (isPending) return <Skeleton className="h-64" />;
    if (data === undefined) return <NotRead title={t("failed")} error={error} again={() => void refetch()} />;
    return <Late part={editor} installation={installation} read={data} />;
  }

  return (
    <TimeZoneProvider timeZone={installation.timeZone}>
      <BackLink href={`/sessions?installation=${installation.id}`}>{installation.name}</BackLink>
      <h1 className="font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-4 max-w-3xl text-[0.875rem] text-ink-2">{t("pageLead", { zone: installation.timeZone })}</p>
      <div className="grid gap-4">{rest()}</div>
    </TimeZoneProvider>
  );
}
