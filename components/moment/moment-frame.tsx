"use client";

import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TimeZoneProvider } from "../live/time-zone";
import { useInstants } from "../timeline/use-instants";
import { Button } from "../ui/button";

interface Props {
  at: number;
  /** IANA name; null: it hangs at no installation. */
  timeZone: string | null;
  livePath: string;
  children: ReactNode;
}

/** Around what was: says which time is shown, and leads back to now. */
export function MomentFrame({ timeZone, ...rest }: Props) {
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <Framed {...rest} />
    </TimeZoneProvider>
  );
}

function Framed({ at, livePath, children }: Omit<Props, "timeZone">) {
  const t = useTranslations("moment");
  const router = useRouter();
  const instants = useInstants();
  return (
    <>
      <section
        aria-label={t("label")}
        className="sticky top-14 z-20 -mx-3 -mt-2 mb-4 flex items-center gap-x-3 border-waiting/40 border-b-2 border-dashed bg-waiting-soft px-3 py-2 text-waiting sm:-mx-6 sm:-mt-6 sm:px-6"
      >
        <History aria-hidden="true" className="size-5 shrink-0 max-sm:hidden" />
        <p className="min-w-0 flex-1 text-[0.75rem] sm:text-[0.875rem]">
          <strong className="num block font-semibold text-[0.8125rem] sm:text-[0.9375rem]">
            {t("asOf", { time: instants.whole(at, true) })}
          </strong>
          {t("notLive", { zone: instants.timeZone })}
        </p>
        <Button onClick={() => router.push(livePath)} className="shrink-0 max-sm:px-3 max-sm:text-[0.875rem]">
          {t("backToLive")}
        </Button>
      </section>
      {children}
    </>
  );
}
