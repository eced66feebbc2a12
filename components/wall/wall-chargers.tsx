"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import type { ListChoice } from "../charger/list/list-choice";
import { useChosen } from "../charger/list/use-chosen";
import { useTileFit } from "./use-tile-fit";
import { WallCharger } from "./wall-charger";

const everyone: ListChoice = { search: "", show: "all", circuit: null, sort: "trouble" };

/** All chargers, those that want somebody first: as large as all of them fit on a screen, on a phone to be scrolled. */
export const WallChargers = memo(function WallChargers({
  installationId,
  lost,
}: {
  installationId: string;
  lost: boolean;
}) {
  const t = useTranslations("wall");
  const { ids } = useChosen(installationId, everyone);
  const [place, fit] = useTileFit(ids.length);
  const sizes: CSSProperties & Record<`--${string}`, string | number> = fit
    ? { "--tile-columns": fit.columns, "--tile-text": `${fit.textPx}px` }
    : {};
  return (
    <section ref={place} aria-label={t("chargers")} className="relative min-w-0">
      <ul
        style={sizes}
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5em,1fr))] gap-[0.45em] text-[1.1em] min-[1000px]:absolute min-[1000px]:inset-0 min-[1000px]:auto-rows-[minmax(min-content,5.5em)] min-[1000px]:grid-cols-[repeat(var(--tile-columns,6),minmax(0,1fr))] min-[1000px]:content-start min-[1000px]:text-[length:var(--tile-text,1em)]"
      >
        {ids.map((deviceId) => (
          <WallCharger key={deviceId} deviceId={deviceId} lost={lost} />
        ))}
      </ul>
    </section>
  );
});
