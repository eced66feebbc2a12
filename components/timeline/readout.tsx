import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import type { Picture } from "./model/picture";
import type { TrackId } from "./model/rows";
import { spanAt } from "./model/strip";
import { amountAt } from "./model/tracks";
import type { Instants } from "./use-instants";
import type { RowWords } from "./use-row-words";
import type { StripWords } from "./use-strip-words";
import type { ViewStore } from "./view-store";

interface Props {
  store: ViewStore;
  picture: Picture | null;
  tracks: readonly TrackId[];
  words: { row: RowWords; strip: StripWords; instants: Instants };
}

/** What was so at the cursor, in a line; without a cursor, at the end of what is seen. */
export function Readout({ store, picture, tracks, words }: Props) {
  const t = useTranslations("timeline");
  const cursor = useSyncExternalStore(store.onCursor, store.cursor, () => null);
  const { to } = store.settled();
  const end = Math.min(to, picture?.loaded[1] ?? to);
  const at = cursor?.at ?? end - 1;
  const isLoaded = picture !== null && at >= picture.loaded[0] && at < picture.loaded[1];
  const span = picture?.strip == null ? null : spanAt(picture.strip, at);
  return (
    <p
      // Moved by keys, it is what the keys are for; moved by a mouse, it would never end to be read out.
      aria-live={cursor?.by === "keys" ? "polite" : "off"}
      className="num mb-1 flex min-h-[4.5rem] flex-wrap content-start gap-x-3 text-[0.8125rem] text-ink-2 @xl:min-h-[2.5rem]"
    >
      <span className="font-semibold text-ink">{words.instants.whole(cursor === null ? end : at, true)}</span>
      {span !== null && <span className="font-medium text-ink">{words.strip.span(span)}</span>}
      {isLoaded &&
        tracks.map((track) => (
          <span key={track} className="whitespace-nowrap">
            {words.row.column(track)}{" "}
            <span className="text-ink">{words.row.amount(track, amountAt(picture.tracks, track, at))}</span>
          </span>
        ))}
      {picture !== null && !isLoaded && <span>{t("notLoaded")}</span>}
    </p>
  );
}
