"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { idle } from "../../lib/client/idle";
import type { DeviceId } from "../../lib/domain/ids";
import type { NetworkType } from "../../lib/domain/topology";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { useNear } from "../ui/use-near";
import { usePart } from "../ui/use-part";

/** What asks for history and draws it is a large part of the page's script: it comes once the page stands, and is about to be seen. */
const loadView = async () => {
  await idle();
  return (await import("./timeline-view")).default;
};

interface Props {
  deviceId: DeviceId;
  /** Null: it hangs nowhere yet. */
  installation: { id: string; networkType: NetworkType } | null;
  lost: boolean;
}

/** What a charger did over time. */
export const TimelineSection = memo(function TimelineSection({ deviceId, installation, lost }: Props) {
  const t = useTranslations("timeline");
  const { ref, near } = useNear();
  const { part: View, failed, again } = usePart(loadView, lost || !near);
  if (View !== null)
    return (
      <View
        deviceId={deviceId}
        installationId={installation?.id ?? null}
        network={installation?.networkType ?? null}
        lost={lost}
      />
    );
  return (
    <Section title={t("title")}>
      {failed && (
        <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 text-[0.875rem] text-bad">
          {t("failed")}
          <Button onClick={again}>{t("again")}</Button>
        </div>
      )}
      <div
        ref={ref}
        aria-busy={!failed}
        className={`h-[34rem] rounded-xl bg-sunken ${failed ? "" : "animate-pulse motion-reduce:animate-none"}`}
      />
    </Section>
  );
});
