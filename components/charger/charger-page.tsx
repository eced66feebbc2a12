"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLost } from "../../lib/client/state/use-connection";
import { useDetail, useOfCharger } from "../../lib/client/state/use-live";
import { chargerScope } from "../../lib/domain/access/permissions";
import { allLines, existingLines } from "../../lib/domain/electrical/phase";
import type { NetworkType } from "../../lib/domain/topology";
import { ChargerAnomalies } from "../anomaly/charger-anomalies";
import { CommandLog } from "../command/command-log";
import { Controls } from "../command/controls";
import { FirmwareSection } from "../firmware/firmware-section";
import { TimeZoneProvider } from "../live/time-zone";
import { LoadSection } from "../load/load-section";
import { ChargerPhases } from "../phase/charger-phases";
import { LinesProvider } from "../phase/lines";
import { SentSection } from "../sent/sent-section";
import { SessionSection } from "../session/session-section";
import { ChargerSettings } from "../settings/charger-settings";
import { useMay } from "../shell/use-may";
import { TimelineSection } from "../timeline/timeline-section";
import { BackLink } from "../ui/back-link";
import { EmptyState } from "../ui/empty-state";
import { ChargerDoubt } from "./charger-doubt";
import { ChargerFlapping } from "./charger-flapping";
import { ChargerSilence } from "./charger-silence";
import { ChargerUnusable } from "./charger-unusable";
import { ChargerWarnings } from "./charger-warnings";
import { DetailsSection } from "./details-section";
import { NowCard } from "./now-card";
import { useChargerHead } from "./use-charger-head";

interface Place {
  installation: { id: string; name: string; timeZone: string; networkType: NetworkType } | null;
  circuit: { id: string; name: string } | null;
}

interface Props {
  deviceId: string;
  place: Place;
}

const stack = "grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4";

/** One charger: what it does, on which phases, what can be told it, and what came of that. */
export function ChargerPage({ deviceId, place }: Props) {
  const t = useTranslations();
  // Values change with every message: they are read where they are shown.
  const head = useChargerHead(deviceId);
  const detail = useDetail(deviceId);
  const lost = useLost();
  const rotation = useOfCharger(deviceId, (charger) => charger.rotation);
  const seesSent = useMay("seeSent", chargerScope(place.installation?.id ?? null));
  if (head === null) {
    return (
      <EmptyState icon={PlugZap} title={t("charger.gone")}>
        {t("charger.goneHint")}
      </EmptyState>
    );
  }
  const { name, product, presence } = head;
  const old = lost || head.old !== null;
  // After a gap each value tells by itself whether it is old.
  const unsure = lost || (head.old !== null && head.old !== "gap");
  const { installation, circuit } = place;
  const network = installation?.networkType ?? null;
  const commands = detail?.commands ?? head.commands;
  return (
    <TimeZoneProvider timeZone={installation?.timeZone ?? null}>
      <LinesProvider
        network={network}
        existing={network === null ? allLines : existingLines(network, rotation === null ? [] : [rotation])}
      >
        {installation && <BackLink href={`/installations/${installation.id}`}>{installation.name}</BackLink>}
        <div className="mb-4 sm:mb-5">
          <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight sm:text-[1.75rem]">{name}</h1>
          <p className="num mt-1 text-[0.875rem] text-ink-3">
            {[
              deviceId,
              product === "unknown" ? null : product,
              circuit ? t("installation.circuitTitle", { name: circuit.name }) : t("charger.unassigned"),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </p>
        </div>
        {/* What is told beside the rest stands second, so that its column and the other one each flow by themselves. */}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:grid-rows-[auto_1fr]">
          <div className={stack}>
            <NowCard deviceId={deviceId} lost={old} />
            <ChargerDoubt deviceId={deviceId} />
            <ChargerUnusable unusable={detail?.unusable ?? null} />
            <ChargerSilence deviceId={deviceId} />
            <ChargerFlapping deviceId={deviceId} lost={lost} />
            <ChargerAnomalies deviceId={deviceId} lost={lost} />
            <ChargerWarnings deviceId={deviceId} lost={old} />
          </div>
          <div className={`${stack} lg:col-start-2 lg:row-span-2 lg:row-start-1`}>
            <Controls
              deviceId={deviceId}
              name={name}
              car={head.car}
              state={head.state}
              may={head.may}
              firmware={head.firmware}
              latest={head.commands}
              commands={commands}
            />
            <LoadSection deviceId={deviceId} network={network} lost={unsure} />
            <ChargerPhases deviceId={deviceId} lost={unsure} />
            <SessionSection
              session={head.session}
              state={head.state}
              last={detail?.lastSession ?? null}
              old={old || presence !== "online"}
            />
            <CommandLog deviceId={deviceId} commands={detail?.commands ?? null} />
            <FirmwareSection firmware={head.firmware} />
          </div>
          <div className={stack}>
            <TimelineSection deviceId={deviceId} installation={installation} lost={lost} />
            <ChargerSettings deviceId={deviceId} />
            {detail && <DetailsSection detail={detail} presence={presence} lost={unsure} />}
          </div>
        </div>
        {seesSent && <SentSection className="mt-4" deviceId={deviceId} />}
      </LinesProvider>
    </TimeZoneProvider>
  );
}
