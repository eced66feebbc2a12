"use client";

import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { NowPower } from "./now-values";
import { PresenceStatus } from "./presence-status";
import { isFirstSeen } from "./seen-since";
import { StateStatus } from "./state-status";

interface Props {
  deviceId: DeviceId;
  lost: boolean;
}

/** What is read first of a charger: its state, its power, whether it can be heard. */
export const NowCard = memo(function NowCard({ deviceId, lost }: Props) {
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  const state = useOfCharger(deviceId, (charger) => charger.state);
  const old = lost || presence !== "online";
  const heardAt = useOfCharger(deviceId, (charger) => (old ? charger.presence.heardAt : null));
  const firstSeen = useOfCharger(
    deviceId,
    (charger) => charger.state.since !== null && isFirstSeen(charger.state.since, charger.presence),
  );
  if (presence === null || state === null) return null;
  return (
    <div data-values="" className="card flex flex-col justify-between gap-4 p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <StateStatus state={state} presence={presence} lost={lost} heardAt={heardAt} firstSeen={firstSeen === true} />
        <div className="text-right max-sm:text-left">
          <NowPower deviceId={deviceId} old={old} />
        </div>
      </div>
      <div className="flex">
        <PresenceStatus deviceId={deviceId} />
      </div>
    </div>
  );
});
