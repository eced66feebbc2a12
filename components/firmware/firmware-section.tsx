"use client";

import { CircleArrowUp, CircleCheck, CircleSlash, Hourglass, type LucideIcon, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { FirmwareView } from "../../lib/contract/view";
import { escaped } from "../../lib/domain/plain-text";
import { asText } from "../live/units";
import { Value } from "../live/value";
import { Fact } from "../ui/fact";
import { Section } from "../ui/section";

function Note({ icon: Icon, tone, children }: { icon: LucideIcon; tone: string; children: ReactNode }) {
  return (
    <p className={`mt-3 flex items-center gap-2 font-medium text-[0.875rem] ${tone}`}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {children}
    </p>
  );
}

/** Versions, what is newer, and what an upgrade waits for. */
export const FirmwareSection = memo(function FirmwareSection({ firmware }: { firmware: FirmwareView }) {
  const t = useTranslations("firmware");
  const { computer, mcu, available, behind, upgrade } = firmware;
  return (
    <Section title={t("title")}>
      <dl className="num grid grid-cols-3 gap-4">
        <Fact name={t("current")}>
          <Value
            tellsAges
            shown={computer && asText(escaped(computer.value))}
            at={computer?.at ?? null}
            old={false}
            label={t("current")}
          />
        </Fact>
        <Fact name={t("controller")}>
          <Value shown={mcu && asText(escaped(mcu.value))} at={mcu?.at ?? null} old={false} label={t("controller")} />
        </Fact>
        <Fact name={t("available")}>{available ?? t("notKnown")}</Fact>
      </dl>
      {upgrade === "carLeaves" && (
        <Note icon={Hourglass} tone="text-waiting">
          {t("carLeaves")}
        </Note>
      )}
      {upgrade === "running" && (
        <Note icon={RefreshCw} tone="text-finished">
          {t("running")}
        </Note>
      )}
      {upgrade === "unchanged" && (
        <Note icon={CircleSlash} tone="text-bad">
          {t("unchanged")}
        </Note>
      )}
      {upgrade === null && behind === true && (
        <Note icon={CircleArrowUp} tone="text-waiting">
          {t("behind")}
        </Note>
      )}
      {upgrade === null && behind === false && (
        <Note icon={CircleCheck} tone="text-charging">
          {t("upToDate")}
        </Note>
      )}
    </Section>
  );
});
