"use client";

import { useTranslations } from "next-intl";
import type { CircuitView } from "../../lib/contract/view";
import { WallLine } from "./wall-line";

interface Props {
  circuits: readonly CircuitView[];
  stale: boolean;
}

/** The circuits side by side, each with its lines. */
export function WallCircuits({ circuits, stale }: Props) {
  const t = useTranslations("installation");
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(13em,1fr))] gap-[1em]">
      {circuits.map(({ id, name, phases }) => (
        <section key={id} aria-label={t("circuit", { name })} className="card grid gap-[0.5em] p-[1em]">
          <h2 className="truncate font-semibold">{t("circuit", { name })}</h2>
          {phases.existing.map((index) => (
            <WallLine
              key={index}
              small
              index={index}
              line={phases.lines[index]}
              limitA={phases.limitA[index]}
              stale={stale}
            />
          ))}
        </section>
      ))}
    </div>
  );
}
