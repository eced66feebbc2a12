import { useTranslations } from "next-intl";
import type { ChargerMoment } from "../../lib/contract/moment";

interface Props {
  isWatched: boolean;
  chargers: readonly ChargerMoment[];
}

const isNothing = ({ state, powerW, lines, limitA, allocatedA }: ChargerMoment) =>
  [state, powerW, limitA, allocatedA, ...lines].every((reading) => reading === null);

/** What is to be known before what is shown is used. */
export function MomentNotes({ isWatched, chargers }: Props) {
  const t = useTranslations("moment");
  const notes = [
    chargers.length > 0 && chargers.every(isNothing) ? t("nothing") : isWatched ? null : t("unwatched"),
    chargers.some(({ isSample }) => isSample) ? t("sample") : null,
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return (
    <ul className="mb-4 grid gap-1 rounded-xl bg-sunken px-4 py-3 text-[0.875rem] text-ink-2">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
