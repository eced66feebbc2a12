"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { presenceLooks } from "../charger/presence-look";
import { presenceKey, presenceTold } from "../charger/presence-told";
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
  const told = useOfCharger(deviceId, (charger) => presenceTold(charger.presence, lost).word);
  const past = useOfCharger(deviceId, (charger) => presenceTold(charger.presence, lost).past);
  const since = useOfCharger(deviceId, (charger) => charger.presence.since);
  const isOld = useOfCharger(deviceId, (charger) => charger.old !== null);
  if (name === null || word === null || presence === null || told === null) return null;
  const old = lost || isOld === true || presence !== "online";
  const { icon: Icon, text, ground } = stateLooks[word];
  const there = presenceLooks[told];
  const presenceWords = t(presenceKey(told, past !== null));
  return (
    <li
      className={`card grid min-w-0 grid-cols-[minmax(0,1fr)] content-center px-[0.6em] py-[0.3em] leading-[1.3] ${past === null && (told === "silent" || told === "offline") ? "border-bad/50" : ""}`}
    >
      <div className="flex items-center gap-[0.4em]">
        <span
          className={`grid size-[1.35em] shrink-0 place-items-center rounded-[0.35em] ${old ? "bg-sunken text-ink-3" : `${ground} ${text}`}`}
        >
          <Icon aria-hidden="true" className="size-[0.9em]" strokeWidth={2.25} />
        </span>
        <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
      </div>
      <p className="flex items-baseline justify-between gap-[0.5em] text-[max(0.9em,11px)]">
        <span className={`min-w-0 ${presence === "online" ? "line-clamp-2" : "truncate"} ${old ? "old" : text}`}>
          {t(old ? `was.${word}` : `state.${word}`)}
        </span>
        {word === "charging" && <Power deviceId={deviceId} old={old} />}
      </p>
      {presence !== "online" && (
        <p className={`line-clamp-2 text-[max(0.85em,11px)] ${past === null ? there.text : "old"}`}>
          {since === null || past !== null
            ? presenceWords
            : t("wall.since", { presence: presenceWords, time: time(since) })}
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
      noClock
      shown={powerW && units.powerW(powerW.value)}
      at={powerW?.at ?? null}
      old={old || powerW?.old === true}
      label={t("power")}
      className="font-semibold"
      unitClassName="text-[max(0.75em,11px)] text-ink-3"
    />
  );
});
