"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { useLive, useOfCharger } from "../../lib/client/state/use-live";
import { chargerScope } from "../../lib/domain/access/permissions";
import type { DeviceId } from "../../lib/domain/ids";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { useMay } from "../shell/use-may";
import { Button } from "../ui/button";
import { Late, later, useAhead } from "../ui/later";
import { Section } from "../ui/section";
import { priorityWords } from "./priority-words";
import { useOfflineWords } from "./use-offline-words";

const priorityDialog = later(async () => (await import("./dialogs/priority-dialog")).PriorityDialog);
const offlineDialog = later(async () => (await import("./dialogs/offline-dialog")).OfflineDialog);

interface Props {
  deviceId: DeviceId;
}

/** What people set for one charger: whose claim counts more, and what it does when its connection is lost. */
export const ChargerSettings = memo(function ChargerSettings({ deviceId }: Props) {
  const t = useTranslations("chargerSettings");
  useAhead(priorityDialog);
  useAhead(offlineDialog);
  const units = useUnits();
  const none = useTranslations("value")("unknown");
  const installationId = useOfCharger(deviceId, (charger) => charger.installationId);
  const maySet = useMay("changeChargerSettings", chargerScope(installationId));
  const [open, setOpen] = useState<"priority" | "offline" | null>(null);
  const name = useOfCharger(deviceId, (charger) => charger.name);
  const priority = useOfCharger(deviceId, (charger) => charger.priority);
  const limitA = useOfCharger(deviceId, (charger) => charger.limitA);
  const offline = useLive(({ details }) => details[deviceId]?.offlineCurrentA ?? null);
  const offlineA = offline?.value ?? null;
  const offlineWords = useOfflineWords(deviceId);
  if (name === null || limitA === null) return null;
  const common = { deviceId, name, onClose: () => setOpen(null) };
  return (
    <Section title={t("title")}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0 flex-1 basis-40">
            <h3 className="text-[0.8125rem] text-ink-3">{t("priority")}</h3>
            <p className="font-semibold">{priority === null ? none : t(priorityWords[priority])}</p>
            <p className="mt-0.5 text-[0.8125rem] text-ink-2">{t(priority === null ? "noPriority" : "priorityHint")}</p>
          </div>
          {maySet && priority !== null && (
            <Button aria-label={t("changePriority", { name })} onClick={() => setOpen("priority")}>
              {t("change")}
            </Button>
          )}
        </div>
        <div className="flex flex-wrap items-start justify-between gap-3 border-line border-t pt-4">
          <div className="min-w-0 flex-1 basis-40">
            <h3 className="text-[0.8125rem] text-ink-3">{t("offline")}</h3>
            <p className="font-semibold">
              {/* A setting of the charger holds until it tells another. */}
              <Value
                tellsAges
                shown={offline && units.limitA(offline.value)}
                at={offline?.at ?? null}
                old={false}
                label={t("offline")}
              />
            </p>
            <p className="mt-0.5 text-[0.8125rem] text-ink-2">{offlineWords(offlineA)}</p>
          </div>
          {maySet && (
            <Button aria-label={t("changeOffline", { name })} onClick={() => setOpen("offline")}>
              {t("change")}
            </Button>
          )}
        </div>
      </div>
      {open === "priority" && priority !== null && <Late part={priorityDialog} {...common} priority={priority} />}
      {open === "offline" && <Late part={offlineDialog} {...common} offlineA={offlineA} limitA={limitA} />}
    </Section>
  );
});
