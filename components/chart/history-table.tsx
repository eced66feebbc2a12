import { useTranslations } from "next-intl";
import { memo } from "react";
import type { HistoryPoint } from "../../lib/contract/view";
import { lineNames } from "../../lib/domain/electrical/phase";
import { inWords } from "../live/units";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { useLines } from "../phase/lines";
import { ScrollRegion } from "../ui/scroll-region";

/** The same numbers to be read, newest first. */
export const HistoryTable = memo(function HistoryTable({ points }: { points: readonly HistoryPoint[] }) {
  const t = useTranslations("history");
  const none = useTranslations("value")("none");
  const units = useUnits();
  const lines = useLines();
  const time = useTime(true);
  const current = (value: number | null) => (value === null ? none : inWords(units.currentA(value)));
  return (
    <ScrollRegion label={t("table")} className="mt-3 max-h-72">
      <table className="num w-full text-right text-[0.8125rem]">
        <thead className="sticky top-0 bg-sunken text-ink-2">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-medium">
              {t("time")}
            </th>
            {[t("power"), ...lines.map((line) => lineNames[line])].map((name) => (
              <th key={name} scope="col" className="px-3 py-1.5 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(([at, powerW, ...currents]) => (
            <tr key={at} className="border-line border-t">
              <th scope="row" className="px-3 py-1 text-left font-normal text-ink-3">
                {time(at)}
              </th>
              <td className="px-3 py-1">{powerW === null ? none : inWords(units.powerW(powerW))}</td>
              {lines.map((line) => (
                <td key={line} className="px-3 py-1">
                  {current(currents[line])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
});
