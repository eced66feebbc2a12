"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
  type YAxisTickContentProps,
} from "recharts";
import type { HistoryPoint } from "../../lib/contract/view";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { roundUp } from "./scale";
import { hourMs } from "./use-history";

export interface Series {
  name: string;
  column: 1 | 2 | 3 | 4;
  color: string;
  dash?: string;
}

interface Props {
  points: readonly HistoryPoint[];
  series: readonly Series[];
  kind: "power" | "current";
  now: number;
  limitA?: number;
}

const quarterMs = hourMs / 4;

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

/** Lines over the last hour; each value holds until the next, and what is not known is a gap. */
export const HistoryPlot = memo(function HistoryPlot({ points, series, kind, now, limitA }: Props) {
  const t = useTranslations("history");
  const units = useUnits();
  const time = useTime();
  const precise = useTime(true);
  const format = kind === "power" ? units.powerW : units.currentA;
  const firstTick = Math.ceil((now - hourMs) / quarterMs) * quarterMs;
  const ticks = [0, 1, 2, 3].map((n) => firstTick + n * quarterMs);
  const values = points.flatMap((point) => series.flatMap(({ column }) => point[column] ?? []));
  const top = roundUp(Math.max(0, ...values), kind === "power" ? 1_000 : 6);
  return (
    <ResponsiveContainer width="100%" height={kind === "power" ? 132 : 148}>
      <LineChart
        data={points as HistoryPoint[]}
        margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          type="number"
          dataKey="0"
          domain={[now - hourMs, now]}
          ticks={ticks}
          tickFormatter={time}
          tick={tickText}
          interval={0}
          stroke="var(--line)"
          allowDataOverflow
        />
        <YAxis
          width={52}
          tick={tickText}
          interval={0}
          stroke="var(--line)"
          domain={[0, top]}
          ticks={[0, top / 2, top]}
          tickFormatter={(value: number) => (kind === "power" ? units.powerW : units.limitA)(value).number}
        />
        {limitA !== undefined && <ReferenceLine y={limitA} stroke="var(--ink-3)" strokeDasharray="2 4" />}
        <Tooltip
          isAnimationActive={false}
          contentStyle={{
            background: "var(--surface)",
            border: "1px solid var(--line)",
            borderRadius: 8,
            color: "var(--ink)",
          }}
          labelFormatter={(at) => precise(Number(at))}
          formatter={(value) => {
            if (typeof value !== "number") return t("unknown");
            const { number, unit } = format(value);
            return `${number} ${unit}`;
          }}
        />
        {series.map(({ name, column, color, dash }) => (
          <Line
            key={name}
            name={name}
            dataKey={String(column)}
            type="stepAfter"
            stroke={color}
            strokeWidth={2}
            strokeDasharray={dash}
            dot={false}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
            connectNulls={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
});
