"use client";

import { useTranslations } from "next-intl";
import { useLost } from "../../lib/client/state/use-connection";
import { useInstallation } from "../../lib/client/state/use-live";
import { StateBar } from "../installation/state-bar";
import { TotalPower } from "../installation/total-power";
import { VerdictMark } from "../installation/verdict-mark";
import { TimeZoneProvider } from "../live/time-zone";
import { useSame } from "../live/use-same";
import { useStale } from "../live/use-stale";
import { WallAlert } from "./wall-alert";
import { WallChargers } from "./wall-chargers";
import { WallCircuits } from "./wall-circuits";
import { WallEnded } from "./wall-ended";
import { WallHead } from "./wall-head";
import { WallLine } from "./wall-line";
import { WallSource } from "./wall-source";

interface Props {
  id: string;
  demo: boolean;
}

const noStates = {
  charging: 0,
  waitingForCurrent: 0,
  waitingForAuthorisation: 0,
  paused: 0,
  finished: 0,
  noCar: 0,
  unknown: 0,
};

/** One installation for a wall: read from across the room, nothing to press, nobody's data. */
export function WallPage({ id, demo }: Props) {
  const t = useTranslations();
  const installation = useInstallation(id);
  const lost = useLost();
  const stale = useStale();
  const states = useSame(installation?.states ?? noStates);
  if (installation === null) return <WallEnded />;
  const { name, timeZone, phases, circuits, chargers, verdict, available } = installation;
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <main className="grid min-h-dvh grid-rows-[auto_auto_1fr] gap-[1.25em] p-[1.5em] text-[clamp(0.8125rem,1.05vmin+0.3rem,1.75rem)] min-[1000px]:h-dvh min-[1000px]:grid-rows-[auto_auto_minmax(0,1fr)]">
        <WallHead name={name} demo={demo} />
        <WallAlert />
        <div className="grid content-start gap-[1.25em] min-[1000px]:content-stretch portrait:min-[1000px]:grid-rows-[auto_minmax(0,1fr)] landscape:min-[1000px]:grid-cols-[minmax(0,29em)_minmax(0,1fr)] landscape:min-[1000px]:grid-rows-[minmax(0,1fr)]">
          <div className="grid content-start gap-[1.25em]">
            <section aria-label={t("value.power")} className="card p-[1.25em]">
              <div className="flex flex-wrap items-end justify-between gap-x-[2em] gap-y-[0.5em]">
                <TotalPower
                  installation={installation}
                  stale={stale}
                  className="font-semibold text-[4.5em] leading-none tracking-tight"
                />
                <div className="[&>span]:text-[1em]">
                  <VerdictMark verdict={verdict} stale={stale} />
                </div>
              </div>
              <div className="mt-[1em] [&_li]:text-[1.05em] [&_ul]:gap-x-[1.25em]">
                <StateBar states={states} chargers={chargers} />
              </div>
            </section>
            <section aria-label={t("phases.title")} className="card grid gap-[1em] p-[1.25em]">
              <h2 className="font-semibold text-[1.125em]">{t("phases.title")}</h2>
              {phases.existing.map((index) => (
                <WallLine
                  key={index}
                  index={index}
                  line={phases.lines[index]}
                  limitA={phases.limitA[index]}
                  stale={stale}
                />
              ))}
              <WallSource available={available} />
            </section>
          </div>
          <div className="grid min-w-0 content-start gap-[1.25em] min-[1000px]:grid-rows-[auto_minmax(12em,1fr)] min-[1000px]:content-stretch">
            <WallCircuits circuits={circuits} stale={stale} />
            <WallChargers installationId={id} lost={lost} />
          </div>
        </div>
      </main>
    </TimeZoneProvider>
  );
}
