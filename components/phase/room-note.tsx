"use client";

import { CarFront } from "lucide-react";
import { useTranslations } from "next-intl";
import { isIt } from "../../lib/domain/electrical/phase";
import { roomGlance, roomOf } from "../../lib/domain/electrical/spare-capacity";
import type { Place, Usable } from "../../lib/domain/electrical/usable";
import type { NetworkType, Triple } from "../../lib/domain/topology";
import { useTripleWords } from "../settings/use-triple-words";
import { boundsOf } from "./bounds";

interface Props {
  network: NetworkType;
  /** An installation; or a circuit and its installation. */
  places: readonly [Place, ...Place[]];
  usable: Triple<Usable | null>;
  /** On a phone it is as short as can be; what binds stands at each circuit. */
  short?: boolean;
}

/** What the usable amperes mean: room for how many cars, which fuse leaves so little, and what is kept free. */
export function RoomNote({ network, places, usable, short = false }: Props) {
  const t = useTranslations("phases");
  const triple = useTripleWords();
  const rooms = roomOf(network, places);
  const glance = roomGlance(rooms);
  const [{ existing, reservedA }] = places;
  const bounds = boundsOf(usable, places.length > 1).map(({ by, lines }) =>
    lines.length === existing.length
      ? t(`bound.${by}`)
      : t("boundOn", { by: t(`bound.${by}`), lines: lines.join(", ") }),
  );
  function room(): string {
    if (glance.kind === "unknown") return t("roomUnknown");
    if (glance.kind === "none") return t("roomNone");
    const { cars: n, bound, legs } = glance;
    if (glance.kind === "each" && rooms.length > 1 && !isIt(network)) return t("roomEach", { n, bound });
    return t("roomSome", { n, bound, lines: legs.map((leg) => leg.replace("-", "\u2011")).join(", ") });
  }
  const kept = reservedA && existing.some((line) => reservedA[line] > 0) ? triple(reservedA) : null;
  const look = glance.kind === "none" ? "text-waiting" : glance.kind === "unknown" ? "text-ink-3" : "text-charging";
  return (
    <p className={`num text-[0.8125rem] text-ink-3 ${short ? "mt-1 sm:mt-2" : "mt-2"}`}>
      <span className={`font-medium ${look}`}>
        <CarFront aria-hidden="true" className="mr-1.5 inline size-4 align-[-0.2em]" />
        {room()}
      </span>
      {bounds.length > 0 && <span className={short ? "max-sm:sr-only" : ""}>{` · ${bounds.join("; ")}`}</span>}
      {kept && (
        <>
          <span className={short ? "hidden sm:block" : "block"}>{t("kept", { current: kept })}</span>
          {short && <span className="sm:hidden">{` · ${t("keptShort", { current: kept })}`}</span>}
        </>
      )}
    </p>
  );
}
