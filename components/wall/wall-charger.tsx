"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { presenceLooks } from "../charger/presence-look";
import { stateLooks } from "../charger/state-look";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

/** A charger as a tile: its name, what it does, its power; where it cannot be heard, since when. */
export const WallCharger = memo(function WallCharger({ deviceId, lost }: { deviceId: DeviceId; lost: boolean }) {
  const t = useTranslations();
  const time = useTime();
  const name = useOfCharger(deviceId, (charger) => charger.name);
  const word = useOfCharger(deviceId, ({ state }) => state.word);
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  const since = useOfCharger(deviceId, (charger) => charger.presence.since);
  if (name === null || word === null || presence === null) return null;
  const old = lost || presence !== "online";
  const { icon: Icon, text, ground } = stateLooks[word];
  const there = presenceLooks[presence];
  return (
    <li className={`card min-w-0 p-[0.7em] ${presence === "silent" || presence === "offline" ? "border-bad/50" : ""}`}>
      <div className="flex items-center gap-[0.5em]">
        <span
          className={`grid size-[1.9em] shrink-0 place-items-center rounded-lg ${old ? "bg-sunken text-ink-3" : `${ground} ${text}`}`}
        >
          <Icon aria-hidden="true" className="size-[1.1em]" strokeWidth={2.25} />
        </span>
        <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
      </div>
      <p className="mt-[0.35em] flex items-baseline justify-between gap-[0.5em] text-[0.875em]">
        <span className={`truncate ${old ? "old" : text}`}>{t(old ? `was.${word}` : `state.${word}`)}</span>
        {word === "charging" && <Power deviceId={deviceId} old={old} />}
      </p>
      {presence !== "online" && (
        <p className={`truncate text-[0.8125em] ${there.text}`}>
          {since === null
            ? t(`presence.${presence}`)
            : t("wall.since", { presence: t(`presence.${presence}`), time: time(since) })}
        </p>
      )}
    </li>
  );
});

const Power = memo(function Power({ deviceId, old }: { deviceId: DeviceId; old: boolean }) {
  const t = useTranslations("value");
  const units = useUnits();
  const powerW = useOfCharger(deviceId, (charger) => charger.powerW);
  return (
    <Value
      inRow
      noClock
      shown={powerW && units.powerW(powerW.value)}
      at={powerW?.at ?? null}
      old={old}
      label={t("power")}
      className="font-semibold"
      unitClassName="text-[0.75em] text-ink-3"
    />
  );
});
