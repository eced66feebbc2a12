import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { earlier, type SpanName, spans } from "../../lib/domain/timeline/calendar";
import { boundsAt, lengthOf, liveView, panned, within, zoomed } from "../../lib/domain/timeline/view";
import { RangeForm } from "./range-form";
import { SmallButton } from "./small-button";
import type { Instants } from "./use-instants";
import type { ViewStore } from "./view-store";

interface Props {
  store: ViewStore;
  instants: Instants;
  now(): number;
}

/** From hour to year, to and fro, nearer and farther, any range, and back to what is now. */
export function RangeBar({ store, instants, now }: Props) {
  const t = useTranslations("timeline");
  const reason = useId();
  const [open, setOpen] = useState(false);
  const view = store.settled();
  const { timeZone } = instants;
  const isShown = (span: SpanName) => Math.abs(earlier(timeZone, view.to, span) - view.from) < 1_000;

  function choose(span: SpanName): void {
    const { live, to } = store.read();
    if (live && span === "hour") return;
    const end = live ? now() : to;
    store.set(within({ from: earlier(timeZone, end, span), to: end }, boundsAt(now())), true);
  }

  const step = (icon: ReactNode, label: string, move: () => ReturnType<typeof panned>) => (
    <SmallButton aria-label={label} onClick={() => store.set(move(), true)}>
      {icon}
    </SmallButton>
  );
  const by = (share: number) => () => panned(store.read(), share * lengthOf(store.read()), boundsAt(now()));
  const around = () => store.cursor()?.at ?? (store.read().from + store.read().to) / 2;
  const nearer = (factor: number) => () => zoomed(store.read(), factor, around(), boundsAt(now()));
  return (
    <div className="mb-2">
      <div className="flex flex-wrap items-center gap-1">
        {spans.map((span) => (
          <SmallButton key={span} chosen={isShown(span)} aria-pressed={isShown(span)} onClick={() => choose(span)}>
            {t(`spans.${span}`)}
          </SmallButton>
        ))}
        <SmallButton chosen={open} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("otherRange")}
        </SmallButton>
        <span className="ml-auto flex items-center">
          {step(<ChevronLeft aria-hidden="true" className="size-4" />, t("earlier"), by(-0.5))}
          {step(<ZoomOut aria-hidden="true" className="size-4" />, t("farther"), nearer(2))}
          {step(<ZoomIn aria-hidden="true" className="size-4" />, t("nearer"), nearer(0.5))}
          {step(<ChevronRight aria-hidden="true" className="size-4" />, t("later"), by(0.5))}
        </span>
        <SmallButton
          chosen
          cannotAct={view.live}
          aria-describedby={view.live ? reason : undefined}
          onClick={() => store.set(liveView(now()), true)}
        >
          {t("backToLive")}
        </SmallButton>
        <span id={reason} className="sr-only">
          {t("isLive")}
        </span>
      </div>
      {open && (
        <RangeForm
          range={view}
          timeZone={timeZone}
          onChoose={(range) => {
            store.set(within(range, boundsAt(now())), true);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
