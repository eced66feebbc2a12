"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { RefusalError } from "../../lib/client/api/ask";
import { TimeZoneProvider } from "../live/time-zone";
import { useKeptRefusal } from "../sessions/use-kept-refusal";
import { BackLink } from "../ui/back-link";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
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
  const words = useKeptRefusal();
  const { data, error, isPending, refetch } = usePrices(installation.id);
  useAhead(editor);

  function rest() {
    if (isPending) return <Skeleton className="h-64" />;
    if (data === undefined)
      return (
        <EmptyState
          icon={CircleAlert}
          title={t("failed")}
          action={<Button onClick={() => void refetch()}>{t("again")}</Button>}
        >
          {error instanceof RefusalError && words(error.refusal)}
        </EmptyState>
      );
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
