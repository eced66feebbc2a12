"use client";

import { useId } from "react";
import {
  Bar,
  BarChart,
  type BarShapeProps,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
  type YAxisTickContentProps,
} from "recharts";
import { useUnits } from "../live/use-units";
import { roundUp } from "../timeline/model/scale";

export interface ShownBar {
  key: string;
  /** Under the axis, where it is among `ticks`. */
  name: string;
  /** Null: not known. */
  kwh: number | null;
  /** It was this at least. */
  isAtLeast?: boolean;
  isEstimated?: boolean;
  /** All of it in words, beside the pointer. */
  told: string;
}

interface Props {
  bars: readonly ShownBar[];
  /** Keys of the bars whose names stand under the axis. */
  ticks: readonly string[];
  /** What a screen reader is told; null: nothing, a table beside it says the same. */
  label: string | null;
}

/** The text of a tick. The library's own measures each word, which forces a layout of the whole page. */
const tickText = ({
  x,
  y,
  textAnchor,
  payload,
  tickFormatter,
  index,
}: XAxisTickContentProps | YAxisTickContentProps) => (
  <text
    x={x}
    y={y}
    dy={textAnchor === "middle" ? "0.71em" : "0.355em"}
    textAnchor={textAnchor}
    fontSize={12}
    className="fill-ink-3"
  >
    {tickFormatter ? tickFormatter(payload.value, index) : String(payload.value)}
  </text>
);

/** Energy in bars, kWh: hatched where it is estimated, with a dashed edge where it was this at least. */
export function Bars({ bars, ticks, label }: Props) {
  const units = useUnits();
  const hatch = useId();
  const top = roundUp(Math.max(0, ...bars.map(({ kwh }) => kwh ?? 0)), 0.1);
  const nameOf = new Map(bars.map(({ key, name }) => [key, name]));
  const shape = ({ x, y, width, height, payload }: BarShapeProps) => {
    const { isAtLeast = false, isEstimated = false }: ShownBar = payload;
    return (
      <g>
        <rect x={x} y={y} width={width} height={height} fill={isEstimated ? `url(#${hatch})` : "var(--accent)"} />
        {isAtLeast && (
          <line x1={x} x2={x + width} y1={y} y2={y} stroke="var(--ink)" strokeWidth={2} strokeDasharray="3 2" />
        )}
      </g>
    );
  };
  return (
    <div {...(label === null ? {} : { role: "img", "aria-label": label })}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={180}>
          <BarChart
            data={[...bars]}
            margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
            barCategoryGap={1}
            accessibilityLayer={false}
          >
            <defs>
              <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="2" height="5" fill="var(--accent)" />
              </pattern>
            </defs>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="key"
              ticks={[...ticks]}
              tickFormatter={(key: string) => nameOf.get(key) ?? ""}
              tick={tickText}
              tickLine={false}
              interval={0}
              stroke="var(--line)"
            />
            <YAxis
              width={44}
              tick={tickText}
              interval={0}
              stroke="var(--line)"
              domain={[0, top]}
              ticks={[0, top / 2, top]}
              tickFormatter={(value: number) => units.energyKwh(value).number}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const bar: ShownBar | undefined = active ? payload?.[0]?.payload : undefined;
                return bar === undefined ? null : (
                  <p className="num rounded-lg border border-line bg-surface px-3 py-1.5 text-[0.8125rem]">
                    {bar.told}
                  </p>
                );
              }}
            />
            <Bar dataKey="kwh" shape={shape} isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}
