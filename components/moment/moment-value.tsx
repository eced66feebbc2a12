import { useTranslations } from "next-intl";
import type { MomentReading } from "../../lib/contract/moment";
import type { Shown } from "../live/units";
import { inWords } from "../live/units";
import { useMomentWords } from "./use-moment-words";

interface Props {
  reading: MomentReading<number> | null;
  at: number;
  shown(value: number): Shown;
}

/** A value as it was, and how old it was then. Unknown is a dash, never 0. */
export function MomentValue({ reading, at, shown }: Props) {
  const t = useTranslations("value");
  const words = useMomentWords(at);
  if (reading === null)
    return (
      <>
        <span aria-hidden="true">{t("none")}</span>
        <span className="sr-only">{t("unknown")}</span>
      </>
    );
  return (
    <>
      <span className={`font-semibold ${reading.old ? "old" : ""}`}>{inWords(shown(reading.value))}</span>{" "}
      <span className="whitespace-nowrap text-[0.75rem] text-ink-3">{words.age(reading)}</span>
    </>
  );
}
