"use client";

import { useTranslations } from "next-intl";
import { memo, useDeferredValue, useMemo } from "react";
import { useLost } from "../../lib/client/state/use-connection";
import { useInstallation } from "../../lib/client/state/use-live";
import type { InstallationView } from "../../lib/contract/view";
import { InstallationAnomalies } from "../anomaly/installation-anomalies";
import { ChargerList } from "../charger/list/charger-list";
import { TimeZoneProvider } from "../live/time-zone";
import { useSame } from "../live/use-same";
import { useStale } from "../live/use-stale";
import { AvailableSection } from "../settings/available-section";
import { BackLink } from "../ui/back-link";
import { CircuitsSection } from "./circuits-section";
import { ForElectricians } from "./for-electricians";
import { InstallationGone } from "./installation-gone";
import { JumpToChargers } from "./jump-to-chargers";
import { Summary } from "./summary";
import { TroubleMark } from "./trouble-mark";

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
  const { id, name, networkType, phases, circuits, timeZone, trouble } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <JumpToChargers />
      {several && <BackLink href="/">{t("installations.title")}</BackLink>}
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight">{name}</h1>
        <p className="text-[0.8125rem] text-ink-3">{t(`grid.${networkType}`)}</p>
      </div>
      <div className="mb-4 flex">
        <TroubleMark trouble={trouble} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 min-[68.75rem]:grid-cols-[22rem_minmax(0,1fr)] min-[68.75rem]:grid-rows-[auto_1fr] 2xl:grid-cols-[26rem_minmax(0,1fr)]">
        <Summary installation={installation} stale={stale} />
        <section
          id="chargers"
          tabIndex={-1}
          aria-label={t("installation.chargers")}
          className="card @container min-w-0 scroll-mt-20 outline-none min-[68.75rem]:col-start-2 min-[68.75rem]:row-span-2 min-[68.75rem]:row-start-1"
        >
          <h2 className="sr-only">{t("installation.chargers")}</h2>
          <ChargerList installationId={id} circuits={circuitNames} lost={lost} />
        </section>
        <div id="more" tabIndex={-1} className="grid min-w-0 scroll-mt-20 grid-cols-[minmax(0,1fr)] gap-4 outline-none">
          <InstallationAnomalies installationId={id} />
          <CircuitsSection circuits={circuits} network={networkType} above={phases} stale={stale} />
          <AvailableSection installationId={id} stale={stale} />
          <ForElectricians installation={installation} first={electricians} stale={stale} />
        </div>
      </div>
    </TimeZoneProvider>
  );
});
