"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useOfCharger } from "../../lib/client/state/use-live";
import { isIt, isSinglePhase } from "../../lib/domain/electrical/phase";
import type { DeviceId } from "../../lib/domain/ids";
import type { NetworkType } from "../../lib/domain/topology";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { mostLoaded } from "./most-loaded";

interface Props {
  deviceId: DeviceId;
  old: boolean;
}

const strong = "font-semibold text-[1.125rem]";

/** What the load management grants now, and on which lines. */
export const Granted = memo(function Granted({ deviceId, old }: Props) {
  const t = useTranslations();
  const units = useUnits();
  const grant = useOfCharger(deviceId, (charger) => charger.grant);
  if (grant === null || grant.reserved) return <span className="text-ink-3">{t("value.none")}</span>;
  if (grant.currentA === 0) return <span className={old ? "old" : ""}>{t("load.nothing")}</span>;
  const { number, unit } = units.limitA(grant.currentA);
  return (
    <span className={old ? "old" : ""}>
      <span className={`whitespace-nowrap ${strong}`}>
        {number}
        <span className="ml-[0.2em] font-normal">{unit}</span>
      </span>{" "}
      {grant.lines.length > 0 && (
        <span className="whitespace-nowrap text-[0.8125rem] text-ink-2">
          {t("load.grantedOn", { lines: grant.lines.join(", ") })}
        </span>
      )}
    </span>
  );
});

/** What flows on the line, on IT on the pair of lines, that carries most. */
export const Measured = memo(function Measured({ deviceId, old, network }: Props & { network: NetworkType }) {
  const t = useTranslations("load");
  const units = useUnits();
  const lines = useOfCharger(deviceId, (charger) => charger.lines);
  const reading = lines && mostLoaded(network, lines);
  return (
    <>
      <Value
        tellsAges
        shown={reading && units.currentA(reading.value)}
        at={reading?.at ?? null}
        old={old || reading?.old === true}
        atLeast={reading?.atLeast}
        label={t("measured")}
        className={strong}
      />
      {!isSinglePhase(network) && (
        <span className="block text-[0.8125rem] text-ink-3">
          {t(isIt(network) ? "measuredHintPair" : "measuredHint")}
        </span>
      )}
    </>
  );
});

/** What the charger says that it may take. */
export const Confirmed = memo(function Confirmed({ deviceId, old }: Props) {
  const t = useTranslations("load");
  const units = useUnits();
  const allocated = useOfCharger(deviceId, (charger) => charger.allocatedA);
  return (
    <Value
      shown={allocated && units.limitA(allocated.value)}
      at={allocated?.at ?? null}
      old={old || allocated?.old === true}
      label={t("confirmed")}
      className={strong}
    />
  );
});
