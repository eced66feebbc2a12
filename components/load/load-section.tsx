"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { useLive, useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import type { NetworkType } from "../../lib/domain/topology";
import { Fact } from "../ui/fact";
import { Section } from "../ui/section";
import { Confirmed, Granted, Measured } from "./load-values";
import { mostLoaded } from "./most-loaded";
import { Takes } from "./takes";
import { useGrantWords } from "./use-grant-words";

interface Props {
  deviceId: DeviceId;
  /** The installation's; null: the charger hangs nowhere, and what it says itself counts. */
  network: NetworkType | null;
  lost: boolean;
}

/** What the load management allocates to a charger and why, and what comes of it. */
export const LoadSection = memo(function LoadSection({ deviceId, network, lost }: Props) {
  const t = useTranslations("load");
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  const told = useLive(({ details }) => details[deviceId]?.networkType?.value ?? null);
  const grid = network ?? told;
  const old = lost || presence !== "online";
  return (
    <Section title={t("title")}>
      <dl className="num grid grid-cols-2 gap-4 @md:grid-cols-3">
        <Fact name={t("granted")}>
          <Granted deviceId={deviceId} old={lost} />
        </Fact>
        <Fact name={t("measured")}>
          <Measured deviceId={deviceId} old={old} network={grid ?? "TN3"} />
        </Fact>
        <Fact name={t("confirmed")}>
          <Confirmed deviceId={deviceId} old={old} />
        </Fact>
        <Fact className="col-span-full" name={t("why")}>
          <Why deviceId={deviceId} old={old} network={grid ?? "TN3"} />
          <Takes deviceId={deviceId} old={old} />
        </Fact>
      </dl>
    </Section>
  );
});

const Why = memo(function Why(props: { deviceId: DeviceId; old: boolean; network: NetworkType }) {
  const { deviceId, old, network } = props;
  const words = useGrantWords();
  const grant = useOfCharger(deviceId, (charger) => charger.grant);
  const reservedA = useLive(({ details }) => details[deviceId]?.reservedAtLimitA ?? 0);
  const flowsA = useOfCharger(deviceId, ({ lines }) => {
    const most = mostLoaded(network, lines);
    return most === null || most.old ? null : most.value;
  });
  return <p>{words(grant, reservedA ?? 0, old ? null : flowsA)}</p>;
});
