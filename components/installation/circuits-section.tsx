"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { CircuitView } from "../../lib/contract/view";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { NetworkType } from "../../lib/domain/topology";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { usableOf } from "../phase/bounds";
import { MiniMeters } from "../phase/mini-meters";
import { RoomNote } from "../phase/room-note";
import { circuitAnchor } from "./anchors";

interface Props {
  circuits: readonly CircuitView[];
  network: NetworkType;
  /** The installation's, whose limits hold too. */
  above: PhasesView;
  stale: boolean;
}

/** The circuits below each other, each with its lines under its own fuse. */
export function CircuitsSection({ circuits, network, above, stale }: Props) {
  const t = useTranslations("installation");
  if (circuits.length === 0) return null;
  return (
    <div className="card px-4 py-1 sm:px-5">
      <h2 className="sr-only">{t("circuits")}</h2>
      {circuits.map((circuit) => (
        <CircuitRow key={circuit.id} circuit={circuit} network={network} above={above} stale={stale} />
      ))}
    </div>
  );
}

const CircuitRow = memo(function CircuitRow(props: Omit<Props, "circuits"> & { circuit: CircuitView }) {
  const { circuit, network, above, stale } = props;
  const t = useTranslations("installation");
  const units = useUnits();
  const places = [circuit.phases, above] as const;
  const usable = usableOf(places);
  const title = t("circuit", { name: circuit.name });
  return (
    <section
      id={circuitAnchor(circuit.id)}
      aria-label={title}
      data-values=""
      className="border-line border-t py-3 first-of-type:border-t-0"
    >
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="min-w-0 font-semibold text-[0.875rem] wrap-anywhere">{title}</h3>
        <p className="num text-[0.8125rem] text-ink-3">{t("fuse", { value: inWords(units.limitA(circuit.fuseA)) })}</p>
      </div>
      <MiniMeters phases={circuit.phases} stale={stale} usable={usable} tellsAges />
      <RoomNote network={network} places={places} usable={usable} />
    </section>
  );
});
