"use client";

import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { useCharger } from "../../../lib/client/state/use-live";
import type { ChargerView } from "../../../lib/contract/view";
import type { DeviceId } from "../../../lib/domain/ids";
import { presenceKey, presenceTold } from "../presence-told";
import { useStateWords } from "../use-state-words";
import { ChargerRow } from "./charger-row";

interface Props extends Place {
  deviceId: DeviceId;
}

interface Place {
  lost: boolean;
  index: number;
  /** How many there are, drawn or not. */
  size: number;
  /** From the top of the list. */
  topPx: number;
  measure(element: HTMLLIElement | null): void;
}

/** A charger's place in a list: drawn again only when the charger itself is another. */
export const ChargerItem = memo(function ChargerItem({ deviceId, ...place }: Props) {
  const charger = useCharger(deviceId);
  return charger && <Item charger={charger} {...place} />;
});

function Item({ charger, lost: cut, index, size, topPx, measure }: Place & { charger: ChargerView }) {
  const t = useTranslations();
  const { name, deviceId, state, presence } = charger;
  const lost = cut || charger.old !== null;
  const { word } = useStateWords()(state, presence.word, lost);
  const there = presenceTold(presence, cut);
  const called = useMemo(() => t("list.rowName", { name, serial: deviceId }), [t, name, deviceId]);
  return (
    <li
      ref={measure}
      data-index={index}
      aria-label={`${called}, ${word}, ${t(presenceKey(there.word, there.past !== null))}`}
      aria-setsize={size}
      aria-posinset={index + 1}
      className="absolute inset-x-0 top-0 border-line border-b last:border-b-0"
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <ChargerRow charger={charger} lost={lost} cut={cut} />
    </li>
  );
}
