"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { overrideBy } from "../../lib/client/api/change-settings";
import { useQueries } from "../../lib/client/state/use-queries";
import { useTime } from "../live/use-time";
import type { Override } from "./overridden";

interface Props {
  installationId: string;
  override: Override;
  className?: string;
}

/** Who set by hand what holds now, and when: for owner and support. */
export default function OverrideAuthor({ installationId, override, className = "" }: Props) {
  const t = useTranslations("available");
  const time = useTime();
  const { data: by, isError } = useQuery(
    {
      queryKey: ["override-by", installationId, override],
      queryFn: ({ signal }) => overrideBy(installationId, signal),
    },
    useQueries(),
  );
  if (!by) return isError ? <p className={className}>{t("setByFailed")}</p> : null;
  return <p className={`num wrap-anywhere ${className}`}>{t("setBy", { name: by.name, time: time(by.at) })}</p>;
}
