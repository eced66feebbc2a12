"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useLive, useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useSpan } from "../live/use-span";

interface Props {
  deviceId: DeviceId;
}

/** A clock that is wrong by more than this is told to everyone (wire.md, Clocks 7), ms. */
const toldMs = 120_000;

/** Why the values of a charger that is online are old, and by how much its clock is wrong; nothing where neither is so. */
export const ChargerDoubt = memo(function ChargerDoubt({ deviceId }: Props) {
  const t = useTranslations("doubt");
  const span = useSpan();
  const old = useOfCharger(deviceId, (charger) => (charger.presence.word === "online" ? charger.old : null));
  const errorMs = useLive(({ details }) => details[deviceId]?.clockErrorMs ?? 0) ?? 0;
  const wrong = Math.abs(errorMs) > toldMs;
  if (old === null && !wrong) return null;
  return (
    <div role="note" className="card flex gap-3 border-waiting/60 p-4 text-ink-2 sm:p-5">
      <Clock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div>
        {old !== null && <p>{t(old)}</p>}
        {wrong && <p>{t(errorMs > 0 ? "ahead" : "behind", { span: span(Math.abs(errorMs)) })}</p>}
      </div>
    </div>
  );
});
