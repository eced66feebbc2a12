"use client";

import { useTranslations } from "next-intl";
import { chargerPath } from "../../lib/domain/charger-id";
import { momentPath } from "../../lib/domain/timeline/moment";
import { BackLink } from "../ui/back-link";
import { MomentFrame } from "./moment-frame";
import { MomentPart } from "./moment-part";
import type { MomentCharger } from "./places";

const load = async () => (await import("./charger-moment")).default;

/** A charger as it was at `at`, ms. */
export function ChargerMomentPage({ charger, at }: { charger: MomentCharger; at: number }) {
  const t = useTranslations();
  const { deviceId, name, installation, circuitName } = charger;
  return (
    <MomentFrame at={at} timeZone={installation?.timeZone ?? null} livePath={chargerPath(deviceId)}>
      {installation && (
        <BackLink href={momentPath(`/installations/${installation.id}`, at)}>
          {t("moment.installationThen", { name: installation.name })}
        </BackLink>
      )}
      <div className="mb-4 sm:mb-5">
        <h1 className="break-words font-semibold text-[1.5rem] leading-tight tracking-tight">{name}</h1>
        <p className="num mt-1 text-[0.875rem] text-ink-3">
          {[
            deviceId,
            circuitName === null ? t("charger.unassigned") : t("installation.circuitTitle", { name: circuitName }),
          ].join(" · ")}
        </p>
      </div>
      <MomentPart load={load} given={{ charger, at }} />
    </MomentFrame>
  );
}
