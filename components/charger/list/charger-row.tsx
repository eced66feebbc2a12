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
import { shownLines, showsPower } from "./flows";
import { RowCurrent, RowPower, RowSession } from "./row-values";
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
  /** There is nothing between it and the session. */
  wide: boolean;
};

/** What of a row changes rarely: who it is, what it does, and whether it cannot be heard. */
const RowWhat = memo(function RowWhat(props: WhatProps) {
  const { deviceId, name, state, warnings, anomalies, queue, presence, there, thereIsPast, lost, wide } = props;
  const t = useTranslations();
  const words = useStateWords()(state, presence, lost);
  const queueWords = useQueueWords();
  const look = stateLooks[state.word];
  const old = lost || presence !== "online";
  const StateIcon = look.icon;
  const { icon: PresenceIcon, text: presenceText } = presenceLooks[there];
  const waits = state.word === "waitingForCurrent" ? queue : null;
  return (
    <>
      <span
        className={`row-span-2 grid size-9 shrink-0 place-items-center self-start rounded-lg @3xl:row-span-1 @3xl:self-center ${old ? "bg-sunken text-ink-3" : `${look.ground} ${look.text}`}`}
      >
        <StateIcon aria-hidden="true" className="size-[1.125rem]" strokeWidth={2.25} />
      </span>
      <div className="flex min-w-0 items-baseline gap-x-2 @3xl:block">
        <Link
          href={chargerPath(deviceId)}
          prefetch={false}
          data-ages=""
          aria-label={t("list.rowName", { name, serial: deviceId })}
          className="block shrink-0 max-w-full truncate font-semibold text-ink after:absolute after:inset-0 after:content-['']"
        >
          {name}
        </Link>
        <p className="truncate text-[0.75rem] text-ink-3">{deviceId}</p>
      </div>
      <div
        className={`col-start-2 row-start-2 min-w-0 @3xl:col-start-3 @3xl:row-start-1 ${wide ? "@3xl:col-span-4" : ""}`}
      >
        <p className="flex flex-wrap items-center gap-x-2.5">
          <span className={`font-medium ${old ? "old" : look.text}`}>{words.word}</span>
          {(there !== "online" || thereIsPast) && (
            <span className={`inline-flex items-center gap-1 text-[0.8125rem] ${thereIsPast ? "old" : presenceText}`}>
              <PresenceIcon aria-hidden="true" className="size-3.5" />
              {t(presenceKey(there, thereIsPast))}
            </span>
          )}
        </p>
        {(words.why || waits) && (
          <p className="num text-[0.75rem] text-ink-2">
            {[words.why, waits && queueWords(waits, true)].filter((part) => part !== null).join(" · ")}
          </p>
        )}
        <RowAnomaly anomalies={anomalies} />
        <RowWarning names={warnings} />
      </div>
    </>
  );
});

/** A charger in a list: two lines, and its currents where there are any, on a phone; one line where there is room. */
export function ChargerRow({ charger, lost, cut }: Props) {
  const { deviceId, name, state, presence, warnings, anomalies, lines } = charger;
  const old = lost || presence.word !== "online";
  const there = presenceTold(presence, cut);
  const shown = shownLines(lines, useLines());
  return (
    <div
      data-values=""
      className="group relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-sunken/60 @3xl:grid-cols-[auto_minmax(8.5rem,1.2fr)_minmax(9rem,1.3fr)_repeat(3,4.25rem)_5.5rem_4.75rem_1rem]"
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
        wide={shown.length === 0}
      />
      {showsPower(charger) && (
        <p className="col-start-3 row-start-1 text-right font-semibold @3xl:col-start-8">
          <RowPower reading={charger.powerW} old={old} />
        </p>
      )}
      {charger.session && <RowSession session={charger.session} old={old} />}
      {shown.length > 0 && (
        <div className="col-span-2 col-start-2 flex flex-wrap gap-x-3.5 gap-y-1 @3xl:contents">
          {shown.map((index) => (
            <RowCurrent
              key={index}
              index={index}
              reading={lines[index].reading}
              rangeA={lines[index].rangeA}
              old={old}
            />
          ))}
        </div>
      )}
      <ChevronRight aria-hidden="true" className="col-start-9 row-start-1 hidden size-4 text-ink-3 @3xl:block" />
    </div>
  );
}
