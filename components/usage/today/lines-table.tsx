import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationHistory } from "../../../lib/contract/history";
import { inWords } from "../../live/units";
import { useTime } from "../../live/use-time";
import { useUnits } from "../../live/use-units";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";
import { ScrollRegion } from "../../ui/scroll-region";
import { cell, head } from "../table-look";

/** The most of each quarter-hour by line, newest first. */
export const LinesTable = memo(function LinesTable({ history: { buckets } }: { history: InstallationHistory }) {
  const t = useTranslations("usage");
  const units = useUnits();
  const lines = useLines();
  const time = useTime();
  const most = (value: number, whole: number) => {
    const text = inWords(units.currentA(value));
    return whole < 0.999 ? t("atLeast", { value: text }) : text;
  };
  return (
    <ScrollRegion label={t("todayTable")} className="mt-3 max-h-72">
      <table className="num w-full text-right text-[0.8125rem]">
        <thead className="sticky top-0 bg-sunken text-ink-2">
          <tr>
            <th scope="col" className={`${head} text-left`}>
              {t("from")}
            </th>
            {lines.map((line) => (
              <th key={line} scope="col" className={head}>
                {phaseLooks[line].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...buckets].reverse().map(({ at, max, whole }) => (
            <tr key={at} className="border-line border-t">
              <th scope="row" className="px-3 py-1 text-left font-normal text-ink-3">
                {time(at)}
              </th>
              {lines.map((line) => (
                <td key={line} className={cell}>
                  {most(max[line], whole)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
});
