"use client";

import { Building2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useLost } from "../../lib/client/state/use-connection";
import { useInstallations } from "../../lib/client/state/use-live";
import type { InstallationView } from "../../lib/contract/view";
import { seesAll } from "../../lib/domain/access/permissions";
import { isWrong } from "../../lib/domain/verdict";
import { TimeZone } from "../live/time-zone";
import { useStale } from "../live/use-stale";
import { usePerson } from "../shell/person-context";
import { ChargerSearch } from "../support/charger-search";
import { EmptyState } from "../ui/empty-state";
import { CardEnergy } from "../usage/card/card-energy";
import { InstallationCard } from "./installation-card";

/** How much an installation wants a person: something is wrong, soon may be, or nothing. */
const urgency = ({ verdict }: InstallationView) => (verdict.some(isWrong) ? 2 : verdict.length > 0 ? 1 : 0);

/** All installations that the person may see, trouble first. */
export function InstallationsPage() {
  const t = useTranslations("installations");
  // The page's own, not the machine's: server and browser put names in the same order.
  const locale = useLocale();
  const known = useInstallations();
  const stale = useStale();
  const lost = useLost();
  const { role } = usePerson();
  const installations = useMemo(
    () =>
      Object.values(known ?? {}).sort(
        (a, b) => urgency(b) - urgency(a) || b.trouble - a.trouble || a.name.localeCompare(b.name, locale),
      ),
    [known, locale],
  );
  const hasMore = installations.reduce((sum, { chargers }) => sum + chargers, 0) > 1;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 sm:mb-5">
        <h1 className="font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
        <p className="num text-[0.875rem] text-ink-3">{t("count", { n: installations.length })}</p>
      </div>
      {hasMore && (
        <div className="mb-4 sm:mb-5">
          <ChargerSearch isAlone />
        </div>
      )}
      {installations.length === 0 ? (
        <div className="card">
          <EmptyState icon={Building2} title={t("empty")}>
            {t(seesAll(role) ? "emptyHint" : "emptyPerson")}
          </EmptyState>
        </div>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {installations.map((installation) => (
            <li key={installation.id}>
              <InstallationCard installation={installation} stale={stale}>
                <TimeZone timeZone={installation.timeZone}>
                  <CardEnergy installationId={installation.id} lost={lost} />
                </TimeZone>
              </InstallationCard>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
