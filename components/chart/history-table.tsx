import { useTranslations } from "next-intl";
import { memo } from "react";
import type { HistoryPoint } from "../../lib/contract/view";
import { inWords } from "../live/units";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { ScrollRegion } from "../ui/scroll-region";

/** The same numbers to be read, newest first. */
export const HistoryTable = memo(function HistoryTable({ points }: { points: readonly HistoryPoint[] }) {
  const t = useTranslations("history");
  const none = useTranslations("value")("none");
  const units = useUnits();
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
            {[t("power"), "L1", "L2", "L3"].map((name) => (
              <th key={name} scope="col" className="px-3 py-1.5 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(([at, powerW, l1, l2, l3]) => (
            <tr key={at} className="border-line border-t">
              <th scope="row" className="px-3 py-1 text-left font-normal text-ink-3">
                {time(at)}
              </th>
              <td className="px-3 py-1">{powerW === null ? none : inWords(units.powerW(powerW))}</td>
              <td className="px-3 py-1">{current(l1)}</td>
              <td className="px-3 py-1">{current(l2)}</td>
              <td className="px-3 py-1">{current(l3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
});
