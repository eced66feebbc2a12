"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { ListChoice } from "../charger/list-choice";
import { useChosen } from "../charger/use-chosen";
import { WallCharger } from "./wall-charger";

const everyone: ListChoice = { search: "", show: "all", circuit: null, sort: "trouble" };

/** The fewer there are, the larger they can be. */
function sizeOf(count: number): string {
  if (count <= 12) return "text-[1.5em]";
  if (count <= 24) return "text-[1.25em]";
  return count <= 48 ? "text-[1.1em]" : "text-[0.95em]";
}

/** All chargers, those that want somebody first. */
export const WallChargers = memo(function WallChargers({
  installationId,
  lost,
}: {
  installationId: string;
  lost: boolean;
}) {
  const t = useTranslations("wall");
  const { ids } = useChosen(installationId, everyone);
  return (
    <section aria-label={t("chargers")} className="min-w-0">
      <ul className={`grid ${sizeOf(ids.length)} grid-cols-[repeat(auto-fill,minmax(9.5em,1fr))] gap-[0.6em]`}>
        {ids.map((deviceId) => (
          <WallCharger key={deviceId} deviceId={deviceId} lost={lost} />
        ))}
      </ul>
    </section>
  );
});
