"use client";

import { useTranslations } from "next-intl";
import { memo, useCallback, useMemo, useRef, useState } from "react";
import { useDetail, useOfCharger } from "../../lib/client/state/use-live";
import { chargerScope } from "../../lib/domain/access/permissions";
import type { DeviceId } from "../../lib/domain/ids";
import { moreRows } from "../../lib/domain/timeline/address";
import { boundsAt, liveView } from "../../lib/domain/timeline/view";
import type { NetworkType } from "../../lib/domain/topology";
import { useLines } from "../phase/lines";
import { useMay } from "../shell/use-may";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { Figure } from "./figure";
import { MarksLane } from "./marks-lane";
import { pictureOf, withLive } from "./model/picture";
import { kindsFor, shownRows, tracksOf } from "./model/rows";
import { csvOf, tableOf } from "./model/table";
import { gapsOfAll } from "./model/tracks";
import { Notes } from "./notes";
import { plotWidth } from "./plot/geometry";
import { RangeBar } from "./range-bar";
import { Readout } from "./readout";
import { saveText } from "./save-text";
import { SmallButton } from "./small-button";
import { TimelineTable } from "./timeline-table";
import { useGestures } from "./use-gestures";
import { useInstants } from "./use-instants";
import { inOneLine, useMarkWords } from "./use-mark-words";
import { useRowWords } from "./use-row-words";
import { useSeen } from "./use-seen";
import { useStripWords } from "./use-strip-words";
import { useTail } from "./use-tail";
import { useTimelineData } from "./use-timeline-data";
import { useView } from "./use-view";

interface Props {
  deviceId: DeviceId;
  installationId: string | null;
  network: NetworkType | null;
  lost: boolean;
}

const none: never[] = [];

/** What a charger did over time: as a picture that can be moved, as a table, and as a file. */
export default memo(function TimelineView({ deviceId, installationId, network, lost }: Props) {
  const t = useTranslations("timeline");
  const lines = useLines();
  const place = useRef<HTMLDivElement>(null);
  const { widthPx, isSeen } = useSeen(place);
  const { store, view, rows: more, setRows, now } = useView(plotWidth(widthPx), isSeen);
  const [table, setTable] = useState(false);
  const rotation = useOfCharger(deviceId, (charger) => charger.rotation) ?? "RST";
  const commands = useDetail(deviceId)?.commands ?? none;
  const seesSent = useMay("seeSent", chargerScope(installationId));
  const rows = useMemo(() => shownRows(more), [more]);
  const tracks = useMemo(() => rows.flatMap((row) => tracksOf(row, lines)), [rows, lines]);
  const { read: readTail, cuts } = useTail(deviceId, lost);
  const { history, pending, fault, again } = useTimelineData({
    deviceId,
    view,
    kinds: kindsFor(rows, seesSent),
    widthPx: plotWidth(widthPx),
    cuts,
    enabled: !lost && widthPx > 0,
    now,
  });
  const base = useMemo(
    () => (history === null ? null : pictureOf(history, { network, rotation })),
    [history, network, rotation],
  );
  const picture = useMemo(
    () => (base === null || history === null ? null : withLive(base, history, commands, readTail(), view)),
    [base, history, commands, readTail, view],
  );

  const [row, strip, instants] = [useRowWords(), useStripWords(), useInstants()];
  const words = useMemo(() => ({ row, strip, instants }), [row, strip, instants]);
  const markWords = useMarkWords();
  const live = useCallback(() => store.set(liveView(now()), true), [store, now]);
  useGestures(place, { store, bounds: () => boundsAt(now()), live });

  const told = useMemo(
    () =>
      (picture?.marks ?? [])
        .filter(({ at }) => at >= view.from && at <= view.to)
        .map((mark) => ({ at: mark.at, text: inOneLine(markWords(mark)) })),
    [picture, view, markWords],
  );
  const rowsOf = () => (picture === null ? [] : tableOf(picture.tracks, tracks, picture.strip, view));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a table that is not open is not made.
  const tableRows = useMemo(() => (table ? rowsOf() : []), [table, picture, tracks, view]);
  const gaps = useMemo(() => (picture === null ? [] : gapsOfAll(picture.tracks, ["power"])), [picture]);

  function save(): void {
    const stateOf = (states: ReturnType<typeof rowsOf>[number]["states"]) =>
      states === null ? null : strip.spans(states);
    const text = csvOf(rowsOf(), tracks, told, { timeZone: instants.timeZone, stateOf });
    const day = (at: number) => new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, "");
    saveText(text, `${deviceId}_${day(view.from)}Z_${day(view.to)}Z.csv`);
  }

  const range = view.live
    ? t("liveRange")
    : t("range", { from: instants.whole(view.from), to: instants.whole(view.to) });
  const isEmpty = picture !== null && !pending && tableIsEmpty();
  function tableIsEmpty(): boolean {
    if (picture === null) return true;
    const { instants: ats } = picture.tracks;
    const isKnown = Object.values(picture.tracks.of).some(({ mean }) =>
      mean.some((value, i) => value !== null && (ats[i + 1] ?? 0) > view.from && (ats[i] ?? 0) < view.to),
    );
    return !isKnown && told.length === 0 && (picture.strip ?? []).every(({ state }) => state === null);
  }

  return (
    <Section title={t("title")} aside={<span className="num">{range}</span>}>
      <RangeBar store={store} instants={instants} now={now} />
      {fault !== null && (
        <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
          {t(`faults.${fault}`)}
          <Button onClick={again}>{t("again")}</Button>
        </div>
      )}
      <Readout store={store} picture={picture} tracks={tracks} words={words} />
      {isEmpty && <p className="mb-2 text-[0.875rem] text-ink-2">{t("nothing")}</p>}
      <Figure
        place={place}
        store={store}
        rows={rows}
        picture={picture}
        widthPx={widthPx}
        pending={pending}
        label={t("figure", { range })}
        words={words}
      />
      <MarksLane
        deviceId={deviceId}
        store={store}
        range={view}
        marks={picture?.marks ?? none}
        widthPx={widthPx}
        instants={instants}
      />
      {picture !== null && <Notes picture={picture} range={view} gaps={gaps} instants={instants} />}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <fieldset className="flex flex-wrap items-center gap-1">
          <legend className="sr-only">{t("moreRows")}</legend>
          {moreRows.map((one) => (
            <SmallButton
              key={one}
              chosen={more.includes(one)}
              aria-pressed={more.includes(one)}
              onClick={() => setRows(moreRows.filter((each) => more.includes(each) !== (each === one)))}
            >
              {row.title(one)}
            </SmallButton>
          ))}
        </fieldset>
        <SmallButton aria-expanded={table} onClick={() => setTable(!table)} chosen className="ml-auto">
          {table ? t("hideTable") : t("showTable")}
        </SmallButton>
        <SmallButton chosen cannotAct={picture === null} onClick={save}>
          {t("csv")}
        </SmallButton>
      </div>
      {table && <TimelineTable rows={tableRows} tracks={tracks} marks={told} words={words} />}
    </Section>
  );
});
