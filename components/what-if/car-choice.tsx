"use client";

import { useTranslations } from "next-intl";
import type { NetworkType } from "../../lib/domain/topology";
import type { CarPhases } from "../../lib/domain/what-if/what-if-load";
import { carPhases } from "./choice";

interface Props {
  phases: CarPhases;
  network: NetworkType;
  onChange(phases: CarPhases): void;
}

/** On how many phases the cars are taken to charge: it decides more than anything else. */
export function CarChoice({ phases, network, onChange }: Props) {
  const t = useTranslations("whatIf");
  const there = carPhases.filter((each) => each !== 2 || network.startsWith("TN"));
  return (
    <fieldset>
      <legend className="text-[0.8125rem] text-ink-2">{t("cars")}</legend>
      <div className="mt-1 flex flex-wrap gap-2">
        {there.map((each) => (
          <label
            key={each}
            className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-xl border border-line-strong/60 px-3.5 text-[0.875rem] has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong"
          >
            <input
              type="radio"
              name="cars"
              checked={phases === each}
              onChange={() => onChange(each)}
              className="size-4 accent-accent"
            />
            {t("carPhases", { n: each })}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
