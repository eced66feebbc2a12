"use client";

import { PlugZap, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLost } from "../../lib/client/use-connection";
import { useCharger, useDetail } from "../../lib/client/use-live";
import { HistorySection } from "../chart/history-section";
import { CommandLog } from "../command/command-log";
import { Controls } from "../command/controls";
import { FirmwareSection } from "../firmware/firmware-section";
import { TimeZoneProvider } from "../live/time-zone";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { ChargerPhases } from "../phase/charger-phases";
import { SaidSection } from "../said/said-section";
import { SessionSection } from "../session/session-section";
import { usePerson } from "../shell/person-context";
import { BackLink } from "../ui/back-link";
import { EmptyState } from "../ui/empty-state";
import { DetailsSection } from "./details-section";
import { PresenceStatus } from "./presence-status";
import { StateStatus } from "./state-status";

export interface Place {
  installation: { id: string; name: string; timeZone: string } | null;
  circuit: { id: string; name: string } | null;
}

interface Props {
  deviceId: string;
  place: Place;
}

/** One charger: what it does, on which phases, what can be told it, and what came of that. */
export function ChargerPage({ deviceId, place }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const charger = useCharger(deviceId);
  const detail = useDetail(deviceId);
  const lost = useLost();
  const { role } = usePerson();
  if (charger === null) {
    return (
      <EmptyState icon={PlugZap} title={t("charger.gone")}>
        {t("charger.goneHint")}
      </EmptyState>
    );
  }
  const { name, product, presence, powerW, allocatedA, warnings } = charger;
  const { installation, circuit } = place;
  const old = lost || presence.word !== "online";
  const commands = detail?.commands ?? charger.commands;
  return (
    <TimeZoneProvider timeZone={installation?.timeZone ?? null}>
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
      <div className="grid items-start gap-4 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="contents min-w-0 gap-4 lg:grid">
          <div className="card order-1 p-4 sm:p-5">
            <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
              <StateStatus charger={charger} lost={lost} />
              <div className="text-right max-sm:text-left">
                <p className="font-semibold text-[2.5rem] leading-none tracking-tight">
                  <Value
                    shown={powerW && units.powerW(powerW.value)}
                    at={powerW?.at ?? null}
                    old={old}
                    label={t("value.power")}
                    unitClassName="text-[0.5em] text-ink-3"
                  />
                </p>
                {allocatedA && (
                  <p className={`num mt-1 text-[0.875rem] text-ink-3 ${old ? "italic" : ""}`}>
                    {t("charger.allocatedValue", { value: inWords(units.limitA(allocatedA.value)) })}
                  </p>
                )}
              </div>
            </div>
            <div className="mt-4 flex flex-wrap items-center gap-3">
              <PresenceStatus presence={presence} />
              {warnings.length > 0 && (
                <p className="inline-flex items-center gap-2 rounded-xl bg-bad-soft px-3 py-2 text-[0.875rem] text-bad">
                  <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
                  <span>
                    <span className="font-semibold">{t("charger.warnings")}</span> {warnings.join(", ")}
                  </span>
                </p>
              )}
            </div>
          </div>
          <ChargerPhases className="order-3" charger={charger} lost={lost} />
          <HistorySection className="order-7" charger={charger} lost={lost} />
        </div>
        <div className="contents min-w-0 gap-4 lg:grid">
          <Controls className="order-2" charger={charger} commands={commands} />
          <SessionSection className="order-4" charger={charger} detail={detail} lost={lost} />
          <CommandLog className="order-5" commands={commands} />
          <FirmwareSection className="order-6" firmware={charger.firmware} />
          {detail && <DetailsSection className="order-8" detail={detail} presence={presence} lost={lost} />}
        </div>
      </div>
      {role === "support" && <SaidSection className="mt-4" deviceId={deviceId} />}
    </TimeZoneProvider>
  );
}
