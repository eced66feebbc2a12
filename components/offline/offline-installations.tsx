"use client";

import { useLocale, useTranslations } from "next-intl";
import { useInstallations } from "../../lib/client/state/use-live";
import { InstallationCard } from "../installation/installation-card";
import { AsOf } from "./as-of";

/** The installations that are kept, trouble first. `at`: as of when the oldest of them is told, ms. */
export function OfflineInstallations({ at }: { at: number }) {
  const t = useTranslations("installations");
  const locale = useLocale();
  const installations = Object.values(useInstallations() ?? {}).sort(
    (a, b) => b.trouble - a.trouble || a.name.localeCompare(b.name, locale),
  );
  return (
    <>
      <h1 className="font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
      <AsOf at={at} />
      <ul className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-3">
        {installations.map((installation) => (
          <li key={installation.id}>
            <InstallationCard installation={installation} stale />
          </li>
        ))}
      </ul>
    </>
  );
}
