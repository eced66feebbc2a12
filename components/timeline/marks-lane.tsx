import { Cpu, Layers, type LucideIcon, MessageSquareText, Send, Settings2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo, useEffect, useId, useMemo, useRef, useState } from "react";
import { chargerPath } from "../../lib/domain/charger-id";
import type { DeviceId } from "../../lib/domain/ids";
import { momentPath } from "../../lib/domain/timeline/moment";
import type { Range } from "../../lib/domain/timeline/view";
import { grouped, type Mark, markId } from "./model/marks";
import { plotWidth, pxAt } from "./plot/geometry";
import type { Instants } from "./use-instants";
import { inOneLine, useMarkWords } from "./use-mark-words";
import type { ViewStore } from "./view-store";

const icons: Record<Mark["kind"], LucideIcon> = {
  command: Send,
  warning: TriangleAlert,
  firmware: Cpu,
  setting: Settings2,
  event: MessageSquareText,
};
const inks: Record<Mark["kind"], string> = {
  command: "text-accent",
  warning: "text-waiting",
  firmware: "text-finished",
  setting: "text-ink-2",
  event: "text-ink-2",
};
/** A finger needs so much, px. */
const markPx = 36;
/** So many are told by name; a button that tells more is read by nobody. */
const toldByName = 3;

interface Props {
  deviceId: DeviceId;
  store: ViewStore;
  range: Range;
  marks: readonly Mark[];
  widthPx: number;
  instants: Instants;
}

/** What happened: a button for each, at its time; pressed, it tells when, what, who and what came of it. */
export const MarksLane = memo(function MarksLane({ deviceId, store, range, marks, widthPx, instants }: Props) {
  const t = useTranslations("timeline");
  const wordsOf = useMarkWords();
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<string | null>(null);
  const panel = useId();
  const { from, to } = range;
  const groups = useMemo(() => {
    const nearMs = (markPx / plotWidth(widthPx)) * (to - from);
    return grouped(
      marks.filter(({ at }) => at >= from && at <= to),
      nearMs,
    );
  }, [marks, from, to, widthPx]);

  useEffect(() => {
    const place = () => {
      const view = store.read();
      for (const [index, item] of [...(list.current?.children ?? [])].entries()) {
        const at = groups[index]?.at;
        if (!(item instanceof HTMLElement) || at === undefined) continue;
        const px = pxAt(view, at, widthPx);
        const left = Math.min(Math.max(px - markPx / 2, 0), widthPx - markPx);
        item.style.transform = `translateX(${left}px)`;
        item.style.visibility = px < pxAt(view, view.from, widthPx) - 1 || px > widthPx ? "hidden" : "";
      }
    };
    place();
    return store.onFrame(place);
  }, [store, groups, widthPx]);

  const idOf = (all: readonly Mark[]) => all.map(markId).join("|");
  const chosen = groups.find((group) => idOf(group.marks) === open) ?? null;
  return (
    <>
      <ul ref={list} aria-label={t("marks")} className={`relative ${groups.length === 0 ? "" : "h-10"}`}>
        {groups.map(({ marks: all }) => {
          const [first] = all;
          if (first === undefined) return null;
          const kinds = new Set(all.map(({ kind }) => kind));
          const Icon = kinds.size === 1 ? icons[first.kind] : Layers;
          const id = idOf(all);
          const said = all.slice(0, toldByName).map((mark) => `${instants.clock(mark.at)} ${inOneLine(wordsOf(mark))}`);
          const more = all.length - toldByName;
          return (
            <li key={id} className="absolute top-0 left-0">
              <button
                type="button"
                aria-label={[...said, ...(more > 0 ? [t("moreMarks", { n: more })] : [])].join("; ")}
                aria-expanded={open === id}
                aria-controls={panel}
                onClick={() => setOpen(open === id ? null : id)}
                className={`flex size-9 items-center justify-center rounded-full border bg-surface ${open === id ? "border-ink" : "border-line"} ${kinds.size === 1 ? inks[first.kind] : "text-ink-2"}`}
              >
                <Icon aria-hidden="true" className="size-4" />
                {all.length > 1 && <span className="num ml-0.5 text-[0.75rem]">{all.length}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <div id={panel}>
        {chosen !== null && (
          <ul className="mt-1 max-h-56 overflow-y-auto rounded-xl bg-sunken px-3 py-2 text-[0.8125rem]">
            {chosen.marks.map((mark) => (
              <MarkItem key={markId(mark)} deviceId={deviceId} mark={mark} instants={instants} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
});

interface ItemProps extends Pick<Props, "deviceId" | "instants"> {
  mark: Mark;
}

function MarkItem({ deviceId, mark, instants }: ItemProps) {
  const t = useTranslations("moment");
  const { what, who, outcome } = useMarkWords()(mark);
  return (
    <li className="flex flex-wrap gap-x-3 py-1">
      <span className="num text-ink-3">{instants.whole(mark.at, true)}</span>
      <span className="min-w-0 break-words font-medium">{what}</span>
      {who !== null && <span className="text-ink-2">{who}</span>}
      {outcome !== null && <span className="text-ink-2">{outcome}</span>}
      <Link
        href={momentPath(chargerPath(deviceId), mark.at)}
        prefetch={false}
        className="reach font-medium text-accent underline"
      >
        {t("link")}
      </Link>
    </li>
  );
}
