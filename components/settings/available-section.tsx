"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { useLive } from "../../lib/client/state/use-live";
import { installationScope } from "../../lib/domain/access/permissions";
import { useMay } from "../shell/use-may";
import { Late, later, useAhead } from "../ui/later";
import { Section } from "../ui/section";
import { usePart } from "../ui/use-part";
import { WhatIf } from "../what-if/what-if";
import { AvailableNow } from "./available-now";
import { type Open, SetButtons } from "./set-buttons";
import { SettingsFacts } from "./settings-facts";

const loadAuthor = async () => (await import("./override-author")).default;
const dialog = later(async () => (await import("./setting-dialog")).SettingDialog);

interface Props {
  installationId: string;
  /** The page's stream or the dashboard's broker is gone. */
  stale: boolean;
}

/** What is available to the chargers now and why; for owner and support also how to change it. */
export const AvailableSection = memo(function AvailableSection({ installationId, stale }: Props) {
  const t = useTranslations();
  useAhead(dialog);
  const maySet = useMay("changeInstallationSettings", installationScope(installationId));
  const [open, setOpen] = useState<Open | null>(null);
  const available = useLive(({ installations }) => installations[installationId]?.available ?? null);
  const settings = useLive(({ installations }) => installations[installationId]?.settings ?? null);
  const nowA = useLive(({ installations }) => installations[installationId]?.phases.availableA ?? null);
  const mainFuseA = useLive(({ installations }) => installations[installationId]?.mainFuseA ?? null);
  const asksAuthor = maySet && settings !== null && settings.override !== null;
  const { part: OverrideAuthor } = usePart(loadAuthor, stale || !asksAuthor);
  if (available === null || settings === null || mainFuseA === null) return null;
  const close = () => setOpen(null);
  const lost = available.source === "meterLost";
  return (
    <Section id="available" title={t("available.title")}>
      <div className="grid gap-x-10 gap-y-4 @3xl:grid-cols-[18rem_minmax(0,1fr)]">
        <div>
          <AvailableNow nowA={nowA} available={available} override={settings.override} stale={stale} />
          {maySet && settings.override && OverrideAuthor && (
            <OverrideAuthor
              installationId={installationId}
              override={settings.override}
              className="mt-0.5 text-[0.8125rem] text-ink-3"
            />
          )}
        </div>
        <SettingsFacts settings={settings} />
      </div>
      {lost && (
        <p className="mt-3 flex items-start gap-2 rounded-lg bg-waiting-soft px-3 py-2 text-[0.8125rem] text-waiting">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {t("available.lostHint")}
        </p>
      )}
      {settings.cloudPaced && <p className="mt-3 text-[0.8125rem] text-ink-3">{t("available.paced")}</p>}
      <div className="mt-4 flex flex-wrap gap-2 *:grow @3xl:*:grow-0">
        <WhatIf installationId={installationId} />
        {maySet && <SetButtons overridden={settings.override !== null} onOpen={setOpen} />}
      </div>
      {open !== null && (
        <Late
          part={dialog}
          open={open}
          installationId={installationId}
          settings={settings}
          nowA={nowA}
          mainFuseA={mainFuseA}
          onClose={close}
        />
      )}
    </Section>
  );
});
