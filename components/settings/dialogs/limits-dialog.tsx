"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeInstallation } from "../../../lib/client/api/change-settings";
import type { InstallationSettingsRequest } from "../../../lib/contract/api";
import type { SettingsView } from "../../../lib/contract/view";
import { leastImbalanceA, switchRangeA } from "../../../lib/domain/settings/settings-limits";
import { inWords } from "../../live/units";
import { useUnits } from "../../live/use-units";
import { Field, fieldLook } from "../../ui/field";
import { FormDialog } from "./form-dialog";
import { limitText, readImbalance, readSwitch } from "./limits";
import { useSave } from "./use-save";

interface Props {
  installationId: string;
  settings: Pick<SettingsView, "switchCurrentA" | "imbalanceLimitA">;
  mainFuseA: number;
  onClose(): void;
}

/** From which current on a car gets three phases, and how uneven the phases may be. */
export function LimitsDialog({ installationId, settings, mainFuseA, onClose }: Props) {
  const t = useTranslations("settings");
  const units = useUnits();
  const { busy, fault, setFault, save } = useSave(onClose);
  const [switchText, setSwitch] = useState(limitText(settings.switchCurrentA));
  const [imbalanceText, setImbalance] = useState(limitText(settings.imbalanceLimitA));
  const switching = readSwitch(switchText, settings);
  const imbalance = readImbalance(imbalanceText, settings, mainFuseA);
  const switchFault = switching.is === "amps" ? null : t("needSwitch", switchRangeA);
  const imbalanceFault =
    imbalance.is === "wrong" ? t("needImbalance", { least: leastImbalanceA, most: mainFuseA }) : null;
  const amps = (value: number) => inWords(units.limitA(value));

  function submit() {
    if (switching.is !== "amps" || imbalance.is === "wrong") return setFault(switchFault ?? imbalanceFault);
    const imbalanceLimitA = imbalance.is === "none" ? null : imbalance.amps;
    const to: InstallationSettingsRequest = {};
    if (switching.amps !== settings.switchCurrentA) to.switchCurrentA = switching.amps;
    if (imbalanceLimitA !== settings.imbalanceLimitA) to.imbalanceLimitA = imbalanceLimitA;
    if (Object.keys(to).length === 0) return onClose();
    void save(() => changeInstallation(installationId, to));
  }

  const amperes = (
    label: "switchField" | "imbalanceField",
    text: string,
    setText: (text: string) => void,
    wrong: string | null,
  ) => (
    <Field label={t(label)} fault={wrong}>
      {(id, marks) => (
        <input
          id={id}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setFault(null);
          }}
          {...marks}
          inputMode="decimal"
          autoComplete="off"
          className={`num ${fieldLook}`}
        />
      )}
    </Field>
  );

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
      {amperes("switchField", switchText, setSwitch, switchFault)}
      {amperes("imbalanceField", imbalanceText, setImbalance, imbalanceFault)}
      <ul className="grid gap-1.5 empty:hidden rounded-xl bg-sunken p-3.5 text-[0.875rem] text-ink-2">
        {switching.is === "amps" && <li>{t("switchDoes", { value: amps(switching.amps) })}</li>}
        {imbalance.is === "amps" && <li>{t("imbalanceDoes", { value: amps(imbalance.amps) })}</li>}
        {imbalance.is === "none" && <li>{t("imbalanceOff")}</li>}
      </ul>
    </FormDialog>
  );
}
