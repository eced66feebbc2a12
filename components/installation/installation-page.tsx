"use client";

import { useTranslations } from "next-intl";
import { memo, useDeferredValue, useMemo } from "react";
import { useLost } from "../../lib/client/state/use-connection";
import { useInstallation } from "../../lib/client/state/use-live";
import type { InstallationView } from "../../lib/contract/view";
import { ChargerList } from "../charger/list/charger-list";
import { TimeZoneProvider } from "../live/time-zone";
import { useSame } from "../live/use-same";
import { useStale } from "../live/use-stale";
import { LinesProvider } from "../phase/lines";
import { AvailableSection } from "../settings/available-section";
import { BackLink } from "../ui/back-link";
import { UsageLater } from "../usage/usage-later";
import { ForElectricians } from "./for-electricians";
import { InstallationGone } from "./installation-gone";
import { InstallationParts } from "./installation-parts";
import { JumpToChargers } from "./jump-to-chargers";
import { Verdict } from "./verdict";

interface Props {
  id: string;
  /** The person has more than this one: there is a way back to them. */
  several: boolean;
  /** What electricians read was open the last time. */
  electricians: boolean;
}

/** One installation: what it does now, its chargers, its circuits. */
export function InstallationPage({ id, ...rest }: Props) {
  // The sums above are many times the work of a charger's row, which must not wait for them.
  const installation = useDeferredValue(useInstallation(id));
  return installation ? <Shown installation={installation} {...rest} /> : <InstallationGone />;
}

const Shown = memo(function Shown(props: Omit<Props, "id"> & { installation: InstallationView }) {
  const { installation, several, electricians } = props;
  const t = useTranslations();
  const lost = useLost();
  const stale = useStale();
  const names = useSame(Object.fromEntries(installation.circuits.map(({ id, name }) => [id, name])));
  const circuitNames = useMemo(() => Object.entries(names).map(([id, name]) => ({ id, name })), [names]);
  const { id, name, networkType, phases, timeZone, verdict } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <LinesProvider network={networkType} existing={phases.existing}>
        <JumpToChargers />
        <div className="flex flex-wrap items-baseline gap-x-4 sm:gap-y-0.5">
          {several && (
            <div className="max-sm:-mb-1 sm:basis-full">
              <BackLink href="/">{t("installations.title")}</BackLink>
            </div>
          )}
          <h1 className="font-semibold text-[1.125rem] leading-tight tracking-tight max-sm:order-1 max-sm:basis-full sm:text-[1.5rem]">
            {name}
          </h1>
          <p className="ml-auto text-[0.8125rem] text-ink-3 sm:ml-0">{t(`grid.${networkType}`)}</p>
        </div>
        <Verdict className="mt-1 mb-2 sm:mt-1.5 sm:mb-4" verdict={verdict} lost={lost} />
        <InstallationParts
          installation={installation}
          stale={stale}
          counted
          chargers={<ChargerList installationId={id} circuits={circuitNames} lost={lost} />}
        >
          <AvailableSection installationId={id} stale={stale} />
          <ForElectricians installation={installation} first={electricians} stale={stale} />
        </InstallationParts>
        <UsageLater installationId={id} circuits={circuitNames} mainFuseA={installation.mainFuseA} lost={lost} />
      </LinesProvider>
    </TimeZoneProvider>
  );
});
