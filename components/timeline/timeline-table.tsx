import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { memo, useMemo, useRef } from "react";
import { ScrollRegion } from "../ui/scroll-region";
import type { TrackId } from "./model/rows";
import { isUnknown, type TableRow, type ToldMark } from "./model/table";
import type { Instants } from "./use-instants";
import type { RowWords } from "./use-row-words";
import type { StripWords } from "./use-strip-words";

interface Props {
  rows: readonly TableRow[];
  tracks: readonly TrackId[];
  marks: readonly ToldMark[];
  words: { row: RowWords; strip: StripWords; instants: Instants };
}

const rowPx = 30;

/** The same to be read, newest first; of a long one only what is seen is in the page. */
export const TimelineTable = memo(function TimelineTable({ rows, tracks, marks, words }: Props) {
  const t = useTranslations("timeline");
  const place = useRef<HTMLElement>(null);
  const newest = useMemo(() => [...rows].reverse(), [rows]);
  const virtual = useVirtualizer({
    count: newest.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  const { instants } = words;
  const columns = tracks.length + 2;
  const spanText = ({ from, to }: TableRow) =>
    `${instants.whole(from, true)}–${instants.isSameDay(from, to) ? instants.clock(to) : instants.whole(to, true)}`;
  return (
    <>
      {rows.length === 0 ? (
        <p className="mt-3 text-[0.875rem] text-ink-2">{t("nothing")}</p>
      ) : (
        <ScrollRegion ref={place} label={t("tableRegion")} className="mt-3 max-h-80">
          <table aria-rowcount={rows.length + 1} className="num w-full text-right text-[0.8125rem]">
            <caption className="sr-only">{t("tableCaption", { zone: instants.timeZone })}</caption>
            <thead className="sticky top-0 z-10 bg-sunken text-ink-2">
              <tr aria-rowindex={1}>
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  {t("time")}
                </th>
                {tracks.map((track) => (
                  <th key={track} scope="col" className="px-3 py-1.5 font-medium">
                    {words.row.column(track)}
                  </th>
                ))}
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  {t("state")}
                </th>
              </tr>
            </thead>
            <tbody>
              <Spacer px={before} columns={columns} />
              {items.map(({ index, key }) => {
                const row = newest[index];
                if (row === undefined) return null;
                return (
                  <tr
                    key={key}
                    ref={virtual.measureElement}
                    data-index={index}
                    aria-rowindex={index + 2}
                    className="border-line border-t"
                  >
                    <th scope="row" className="min-w-40 px-3 py-1 text-left font-normal text-ink-3">
                      {spanText(row)}
                    </th>
                    {isUnknown(row) ? (
                      <td colSpan={tracks.length} className="px-3 py-1 text-ink-3">
                        {t("nothingKnown")}
                      </td>
                    ) : (
                      tracks.map((track, i) => (
                        <td key={track} className="whitespace-nowrap px-3 py-1">
                          {words.row.amount(track, row.amounts[i] ?? null)}
                        </td>
                      ))
                    )}
                    <td className="whitespace-nowrap px-3 py-1 text-left">
                      {row.states === null ? t("tooLong") : words.strip.spans(row.states)}
                    </td>
                  </tr>
                );
              })}
              <Spacer px={after} columns={columns} />
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <h3 className="mt-4 mb-1 font-semibold text-[0.875rem]">{t("marks")}</h3>
      {marks.length === 0 ? (
        <p className="text-[0.8125rem] text-ink-2">{t("noMarks")}</p>
      ) : (
        <ScrollRegion label={t("marks")} className="max-h-60 px-3 py-1">
          <ul className="text-[0.8125rem]">
            {[...marks].reverse().map(({ at, text }) => (
              <li key={`${at} ${text}`} className="flex flex-wrap gap-x-3 py-1">
                <span className="num text-ink-3">{instants.whole(at, true)}</span>
                <span className="min-w-0 break-words">{text}</span>
              </li>
            ))}
          </ul>
        </ScrollRegion>
      )}
    </>
  );
});

/** In the place of rows that are not in the page. */
function Spacer({ px, columns }: { px: number; columns: number }) {
  if (px <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height: px, padding: 0 }} />
    </tr>
  );
}
