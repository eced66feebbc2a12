"use client";

import { usePathname } from "next/navigation";
import { type MouseEvent, useEffect, useMemo, useState } from "react";
import { keptLive } from "../../lib/client/offline/kept-live";
import type { Kept } from "../../lib/client/offline/kept-shape";
import { readKept } from "../../lib/client/offline/kept-store";
import { LiveContext } from "../../lib/client/state/live-context";
import { AgeTip } from "../live/age-tip";
import { ForgetButton } from "./forget-button";
import { OfflineAlert } from "./offline-alert";
import { OfflineContent } from "./offline-content";
import { type OfflinePlace, placeOf } from "./place";

const nothing: Kept = { at: 0, installations: {}, chargers: {} };

/** As of when what a place shows is told, ms; null: nothing of it is kept. */
function asOf({ installations, chargers }: Kept, place: OfflinePlace): number | null {
  if (place.of === "installation") return installations[place.id]?.at ?? null;
  if (place.of === "charger") return chargers[place.id]?.at ?? null;
  const all = place.of === "all" ? Object.values(installations) : [];
  return all.length === 0 ? null : Math.min(...all.map(({ at }) => at));
}

/** A link within what is kept leads there at once: the server would not answer. */
function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.origin !== window.location.origin || link.hash !== "") return;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  window.history.pushState(null, "", link.href);
  window.scrollTo(0, 0);
}

/** What the device has kept of the page that was asked for, all of it old. */
export function OfflineValues() {
  const path = usePathname();
  // Undefined: it is being read.
  const [kept, setKept] = useState<Kept | null | undefined>();
  useEffect(() => void readKept(Date.now()).then(setKept), []);
  const place = placeOf(path);
  const at = kept ? asOf(kept, place) : null;
  const live = useMemo(() => keptLive(kept ?? nothing, at ?? 0, Date.now()), [kept, at]);
  return (
    <LiveContext value={live}>
      <OfflineAlert since={kept?.at ?? null} />
      <main onClickCapture={follow} className="mx-auto max-w-[1920px] px-3 pt-4 pb-24 sm:px-6 sm:pt-6 md:pb-10">
        {kept !== undefined && <OfflineContent place={place} at={at} somethingKept={kept !== null} />}
        {kept && <ForgetButton onForgotten={() => setKept(null)} />}
      </main>
      <AgeTip />
    </LiveContext>
  );
}
