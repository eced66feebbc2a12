"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/empty-state";
import { OfflineCharger } from "./offline-charger";
import { OfflineInstallation } from "./offline-installation";
import { OfflineInstallations } from "./offline-installations";
import type { OfflinePlace } from "./place";

interface Props {
  place: OfflinePlace;
  /** As of when it is told, ms; null: nothing of this place is kept. */
  at: number | null;
  somethingKept: boolean;
}

/** The last known values of what an address asks for. */
export function OfflineContent({ place, at, somethingKept }: Props) {
  const t = useTranslations("offline");
  if (at === null || place.of === "none") {
    return (
      <EmptyState
        icon={SearchX}
        title={t("nothing")}
        action={
          somethingKept && (
            <Link
              href="/"
              prefetch={false}
              className="inline-flex min-h-11 items-center font-semibold text-accent underline"
            >
              {t("toKept")}
            </Link>
          )
        }
      >
        {t("nothingHint")}
      </EmptyState>
    );
  }
  if (place.of === "all") return <OfflineInstallations at={at} />;
  return place.of === "charger" ? (
    <OfflineCharger deviceId={place.id} at={at} />
  ) : (
    <OfflineInstallation id={place.id} at={at} />
  );
}
