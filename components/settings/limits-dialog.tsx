"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeInstallation } from "../../lib/client/change-settings";
import type { InstallationSettingsRequest } from "../../lib/domain/api";
import type { SettingsView } from "../../lib/domain/view";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Field, fieldLook } from "../ui/field";
import { readAmps } from "./amps";
import { FormDialog } from "./form-dialog";
import { useSave } from "./use-save";

interface Props {
  installationId: string;
  settings: Pick<SettingsView, "switchCurrentA" | "imbalanceLimitA">;
  onClose(): void;
}

/** From which current on a car gets three phases, and how uneven the phases may be. */
export function LimitsDialog({ installationId, settings, onClose }: Props) {
  const t = useTranslations("settings");
  const units = useUnits();
  const { busy, fault, setFault, save } = useSave(onClose);
  const [switchText, setSwitch] = useState(String(settings.switchCurrentA));
  const [imbalanceText, setImbalance] = useState(
    settings.imbalanceLimitA === null ? "" : String(settings.imbalanceLimitA),
  );
  const switchCurrentA = readAmps(switchText);
  const unlimited = imbalanceText.trim() === "";
  const imbalanceLimitA = unlimited ? null : readAmps(imbalanceText);
  const wrong = switchCurrentA === null || (imbalanceLimitA === null && !unlimited);
  const amps = (value: number) => inWords(units.limitA(value));

  function submit() {
    if (switchCurrentA === null || wrong) return setFault(t("needLimits"));
    const to: InstallationSettingsRequest = {};
    if (switchCurrentA !== settings.switchCurrentA) to.switchCurrentA = switchCurrentA;
    if (imbalanceLimitA !== settings.imbalanceLimitA) to.imbalanceLimitA = imbalanceLimitA;
    if (Object.keys(to).length === 0) return onClose();
    void save(() => changeInstallation(installationId, to));
  }

  return (
    <FormDialog
      title={t("limitsTitle")}
      lead={t("limitsLead")}
      act={t("save")}
      fault={fault}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("switchField")}>
        {(id) => (
          <input
            id={id}
            value={switchText}
            onChange={(event) => setSwitch(event.target.value)}
            inputMode="decimal"
            autoComplete="off"
            className={`num ${fieldLook}`}
          />
        )}
      </Field>
      <Field label={t("imbalanceField")}>
        {(id) => (
          <input
            id={id}
            value={imbalanceText}
            onChange={(event) => setImbalance(event.target.value)}
            inputMode="decimal"
            autoComplete="off"
            className={`num ${fieldLook}`}
          />
        )}
      </Field>
      <ul className="grid gap-1.5 rounded-xl bg-sunken p-3.5 text-[0.875rem] text-ink-2">
        <li>{switchCurrentA === null ? t("needLimits") : t("switchDoes", { value: amps(switchCurrentA) })}</li>
        <li>{imbalanceLimitA === null ? t("imbalanceOff") : t("imbalanceDoes", { value: amps(imbalanceLimitA) })}</li>
      </ul>
    </FormDialog>
  );
}
