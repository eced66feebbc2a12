"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Phasor, PhasorSet } from "../../lib/domain/electrical/phasors";
import { arrow, picturePx } from "./arrow";

const colours: Readonly<Record<string, string>> = {
  L1: "var(--l1)",
  L2: "var(--l2)",
  L3: "var(--l3)",
  N: "var(--ink-2)",
};
const middle = picturePx / 2;
/** The longest current, and the longest voltage. */
const currentPx = 74;
const voltagePx = 88;

interface Props {
  set: PhasorSet;
  stale: boolean;
}

/** Currents of lines as thick arrows, of pairs and the neutral as thin ones, voltages as dashed ones. L1 points up. */
export const PhasorPicture = memo(function PhasorPicture({ set, stale }: Props) {
  const t = useTranslations("phases");
  const { lines, pairs, neutral, voltages } = set;
  const mostA = Math.max(1, ...lines.map(({ length }) => length), ...pairs.map(({ length }) => length));
  const mostV = Math.max(1, ...voltages.map(({ length }) => length));
  const currents = (of: readonly Phasor[], width: number) =>
    of.map((phasor) => (
      <Arrow key={phasor.name} phasor={phasor} px={(phasor.length / mostA) * currentPx} width={width} />
    ));
  return (
    <svg
      role="img"
      aria-label={t("phasorPicture")}
      viewBox={`0 0 ${picturePx} ${picturePx}`}
      className={`mx-auto w-full max-w-64 ${stale ? "opacity-60" : ""}`}
    >
      <circle cx={middle} cy={middle} r={voltagePx} fill="none" stroke="var(--line)" />
      {[0, 120, 240].map((angle) => {
        const { x, y } = arrow(angle, voltagePx);
        return <line key={angle} x1={middle} y1={middle} x2={x} y2={y} stroke="var(--line)" />;
      })}
      {voltages.map((phasor) => (
        <Arrow key={phasor.name} phasor={phasor} px={(phasor.length / mostV) * voltagePx} width={1.25} dashed />
      ))}
      {currents(pairs, 1.5)}
      {currents(lines, 3)}
      {neutral && currents([neutral], 1.5)}
    </svg>
  );
});

function Arrow({ phasor, px, width, dashed }: { phasor: Phasor; px: number; width: number; dashed?: boolean }) {
  if (phasor.angle === null || px < 1) return null;
  const { x, y, head, labelX, labelY } = arrow(phasor.angle, px);
  const colour = colours[phasor.name] ?? "var(--ink-3)";
  return (
    <g stroke={colour} fill={colour}>
      <line
        x1={middle}
        y1={middle}
        x2={x}
        y2={y}
        strokeWidth={width}
        strokeDasharray={dashed ? "3 3" : phasor.atLeast ? "6 3" : undefined}
      />
      <polygon points={head} stroke="none" />
      {!dashed && (
        <text x={labelX} y={labelY} stroke="none" fontSize={9} textAnchor="middle" dominantBaseline="central">
          {phasor.name}
        </text>
      )}
    </g>
  );
}
