import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Range } from "../../lib/domain/timeline/view";
import { useSpan } from "../live/use-span";
import type { Picture } from "./model/picture";
import { clipped, merged, type Stretch } from "./model/stretches";
import { unknownIn } from "./model/table";
import type { Instants } from "./use-instants";

interface Props {
  picture: Picture;
  range: Range;
  /** Where nothing is known of power. */
  gaps: readonly Stretch[];
  instants: Instants;
}

/** What has to be known of what is shown: how much of it is not known, did not happen, cannot be read, or is left out. */
export const Notes = memo(function Notes({ picture, range, gaps, instants }: Props) {
  const t = useTranslations("timeline");
  const span = useSpan();
  const seen = (stretches: readonly Stretch[]) => merged(clipped(merged(stretches), range.from, range.to));
  const unknown = unknownIn(seen(gaps));
  const [sample] = seen(picture.sample);
  const [unreadable] = seen(picture.unreadable);
  const between = ([from, to]: Stretch) => ({ from: instants.whole(from), to: instants.whole(to) });
  const notes = [
    unknown.count === 0 ? null : t("gaps", { n: unknown.count, span: span(unknown.ms) }),
    sample === undefined ? null : t("sample", between(sample)),
    unreadable === undefined ? null : t("unreadable", between(unreadable)),
    picture.strip === null ? t("statesTooLong") : null,
    picture.cut ? t("statesCut") : null,
    t("zone", { zone: instants.timeZone }),
  ].filter((text) => text !== null);
  return (
    <ul className="mt-2 text-[0.8125rem] text-ink-3">
      {notes.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
});
