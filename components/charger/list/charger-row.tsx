"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { ChargerView } from "../../../lib/contract/view";
import type { QueueView } from "../../../lib/domain/charger/grant";
import type { PresenceWord } from "../../../lib/domain/charger/presence";
import { chargerPath } from "../../../lib/domain/charger-id";
import { RowAnomaly } from "../../anomaly/row-anomaly";
import { useQueueWords } from "../../load/use-queue-words";
import { useLines } from "../../phase/lines";
import { presenceLooks } from "../presence-look";
import { presenceKey, presenceTold } from "../presence-told";
import { stateLooks } from "../state-look";
import { useStateWords } from "../use-state-words";
import { RowCurrent, RowPower } from "./row-values";
import { RowWarning } from "./row-warning";

interface Props {
  charger: ChargerView;
  /** What it said last is old, whatever its presence. */
  lost: boolean;
  /** The page's stream is gone. */
  cut: boolean;
}

type WhatProps = Pick<ChargerView, "deviceId" | "name" | "state" | "warnings" | "anomalies"> & {
  queue: QueueView | null;
  presence: PresenceWord;
  /** What it is, or was when it could be known last. */
  there: PresenceWord;
  thereIsPast: boolean;
  lost: boolean;
};

/** What of a row changes rarely: who it is, what it does, whether it can be heard. */
const RowWhat = memo(function RowWhat(props: WhatProps) {
  const { deviceId, name, state, warnings, anomalies, queue, presence, there, thereIsPast, lost } = props;
  const t = useTranslations();
  const words = useStateWords()(state, presence, lost);
  const queueWords = useQueueWords();
  const look = stateLooks[state.word];
  const old = lost || presence !== "online";
  const StateIcon = look.icon;
  const { icon: PresenceIcon, text: presenceText } = presenceLooks[there];
  return (
    <>
      <div className="flex min-w-0 items-center gap-3">
        <span
          className={`grid size-9 shrink-0 place-items-center rounded-lg ${old ? "bg-sunken text-ink-3" : `${look.ground} ${look.text}`}`}
        >
          <StateIcon aria-hidden="true" className="size-[1.125rem]" strokeWidth={2.25} />
        </span>
        <div className="min-w-0">
          <Link
            href={chargerPath(deviceId)}
            prefetch={false}
            data-ages=""
            aria-label={t("list.rowName", { name, serial: deviceId })}
            className="block truncate font-semibold text-ink after:absolute after:inset-0 after:content-['']"
          >
            {name}
          </Link>
          <p className="truncate text-[0.75rem] text-ink-3">{deviceId}</p>
        </div>
      </div>
      <div className="col-span-2 row-start-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 @4xl:col-span-1 @4xl:row-start-auto @4xl:block">
        <p className={`font-medium ${old ? "old" : look.text}`}>{words.word}</p>
        {words.why && <p className="text-[0.75rem] text-ink-2 @4xl:truncate">{words.why}</p>}
        {queue && state.word === "waitingForCurrent" && (
          <p className="num text-[0.75rem] text-ink-2 @4xl:truncate">{queueWords(queue, true)}</p>
        )}
        <RowAnomaly anomalies={anomalies} />
        <RowWarning names={warnings} />
      </div>
      <p
        className={`col-start-2 row-start-3 inline-flex items-center gap-1.5 justify-self-end text-[0.8125rem] @4xl:col-start-auto @4xl:row-start-auto @4xl:justify-self-start ${thereIsPast ? "old" : presenceText}`}
      >
        <PresenceIcon aria-hidden="true" className="size-3.5" />
        {t(presenceKey(there, thereIsPast))}
      </p>
    </>
  );
});

/** A charger in a list: two lines and its currents on a phone, one line where there is room. */
export function ChargerRow({ charger, lost, cut }: Props) {
  const { deviceId, name, state, presence, warnings, anomalies } = charger;
  const lines = useLines();
  const old = lost || presence.word !== "online";
  const there = presenceTold(presence, cut);
  return (
    <div
      data-row=""
      className="group relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-sunken/60 @4xl:grid-cols-[minmax(9rem,1.1fr)_minmax(11rem,1.6fr)_6.5rem_5.5rem_repeat(3,5rem)_1rem] @4xl:py-2.5"
    >
      <RowWhat
        deviceId={deviceId}
        name={name}
        state={state}
        warnings={warnings}
        anomalies={anomalies}
        queue={charger.grant?.queue ?? null}
        presence={presence.word}
        there={there.word}
        thereIsPast={there.past !== null}
        lost={lost}
      />
      <p className="col-start-2 row-start-1 text-right font-semibold @4xl:col-start-auto @4xl:row-start-auto">
        <RowPower reading={charger.powerW} old={old} />
      </p>
      <div className="col-start-1 row-start-3 flex flex-wrap gap-x-3.5 gap-y-1 @4xl:contents">
        {lines.map((index) => (
          <RowCurrent
            key={index}
            index={index}
            reading={charger.lines[index].reading}
            rangeA={charger.lines[index].rangeA}
            old={old}
          />
        ))}
      </div>
      <ChevronRight aria-hidden="true" className="hidden size-4 text-ink-3 @4xl:col-start-[-2] @4xl:block" />
    </div>
  );
}
