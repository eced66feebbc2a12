"use client";

import { useTranslations } from "next-intl";
import { changeInstallation } from "../../../lib/client/api/change-settings";
import { EffectNote } from "../effect/effect-note";
import { usePreview } from "../effect/use-preview";
import { FormDialog } from "./form-dialog";
import { useSave } from "./use-save";

const back = { availableNow: null };

/** Ends what was set by hand before its time. */
export function NormalDialog({ installationId, onClose }: { installationId: string; onClose(): void }) {
  const t = useTranslations("settings");
  const { busy, fault, save } = useSave(onClose);
  const foreseen = usePreview(installationId, back);
  return (
    <FormDialog
      title={t("normalTitle")}
      lead={t("normalLead")}
      act={t("normalAct")}
      fault={fault}
      busy={busy}
      onSubmit={() => void save(() => changeInstallation(installationId, back))}
      onClose={onClose}
    >
      <EffectNote foreseen={foreseen} />
    </FormDialog>
  );
}
