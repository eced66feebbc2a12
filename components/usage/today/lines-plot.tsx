import { useTranslations } from "next-intl";
import { memo } from "react";
import type { InstallationHistory } from "../../../lib/contract/history";
import { useTime } from "../../live/use-time";
import { useUnits } from "../../live/use-units";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";
import { roundUp } from "../../timeline/model/scale";
import { stepPath } from "./step-path";

interface Props {
  history: InstallationHistory;
  from: number;
  to: number;
  limitA: number;
}

const dashes = [undefined, "7 3", "2 3"] as const;
const colors = ["var(--l1)", "var(--l2)", "var(--l3)"] as const;
const quarters = [0, 0.25, 0.5, 0.75];

/** The most of each quarter-hour by line, and the limit. What it shows is told in words beside it. */
export const LinesPlot = memo(function LinesPlot({ history, from, to, limitA }: Props) {
  const t = useTranslations("usage");
  const units = useUnits();
  const lines = useLines();
  const time = useTime();
  const { buckets, bucketMs } = history;
  const top = roundUp(Math.max(limitA * 1.05, ...buckets.flatMap(({ max }) => lines.map((line) => max[line]))), 6);
  const frame = { from, to, bucketMs, top };
  return (
    <div aria-hidden="true">
      <p className="mb-3 flex flex-wrap gap-x-4 font-medium text-[0.8125rem] text-ink-2">
        {t("currentAxis")}
        {lines.map((line) => (
          <span key={line} className={`inline-flex items-center gap-1.5 ${phaseLooks[line].text}`}>
            <svg width="22" height="4" aria-hidden="true" role="presentation">
              <line x2="22" y1="2" y2="2" stroke="currentColor" strokeWidth="2.5" strokeDasharray={dashes[line]} />
            </svg>
            {phaseLooks[line].name}
          </span>
        ))}
      </p>
      <div className="num grid grid-cols-[2.25rem_minmax(0,1fr)] text-[0.75rem] text-ink-3">
        <div className="relative h-36">
          {[0, top / 2, top].map((value) => (
            <span
              key={value}
              className="absolute right-2 -translate-y-1/2"
              style={{ top: `${100 - (value / top) * 100}%` }}
            >
              {units.limitA(value).number}
            </span>
          ))}
        </div>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          aria-hidden="true"
          role="presentation"
          className="h-36 w-full overflow-visible border-line border-b border-l"
        >
          <Limit y={100 - (limitA / top) * 100} />
          {lines.map((line) => (
            <path
              key={line}
              d={stepPath(
                buckets.map(({ at, max }) => ({ at, value: max[line] })),
                frame,
              )}
              fill="none"
              stroke={colors[line]}
              strokeWidth="2"
              strokeDasharray={dashes[line]}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <span />
        <div className="relative mt-1 h-5">
          {quarters.map((share) => (
            <span key={share} className="absolute" style={{ left: `${share * 100}%` }}>
              {time(from + share * (to - from))}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
});

const Limit = ({ y }: { y: number }) => (
  <line
    x2="100"
    y1={y}
    y2={y}
    stroke="var(--ink-3)"
    strokeWidth="1.5"
    strokeDasharray="2 4"
    vectorEffect="non-scaling-stroke"
  />
);
