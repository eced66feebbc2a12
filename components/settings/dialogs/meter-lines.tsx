import { useTranslations } from "next-intl";
import type { Triple } from "../../../lib/domain/topology";
import { inWords } from "../../live/units";
import { useUnits } from "../../live/use-units";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";

/** What a meter read on each line; a line that it did not read is a dash. */
export function MeterLines({ currentA }: { currentA: Triple<number | null> }) {
  const t = useTranslations("value");
  const units = useUnits();
  return useLines().map((index) => {
    const { name, text } = phaseLooks[index];
    const amps = currentA[index];
    return (
      <span key={name} className="whitespace-nowrap not-last:mr-[0.6em]">
        <span className={`font-semibold ${text}`}>{name}</span>{" "}
        {amps === null ? (
          <>
            <span aria-hidden="true">{t("none")}</span>
            <span className="sr-only">{t("unknown")}</span>
          </>
        ) : (
          inWords(units.currentA(amps))
        )}
      </span>
    );
  });
}
