"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeCharger } from "../../../lib/client/api/change-settings";
import { leastCurrentA } from "../../../lib/domain/electrical/least-current";
import { Field, fieldLook } from "../../ui/field";
import { useOfflineWords } from "../use-offline-words";
import { readAmps } from "./amps";
import { FormDialog } from "./form-dialog";
import { useSave } from "./use-save";

interface Props {
  deviceId: string;
  name: string;
  offlineA: number | null;
  limitA: number;
  onClose(): void;
}

const mostA = 80;

/** What the charger does on its own when its connection is lost for long. */
export function OfflineDialog({ deviceId, name, offlineA, limitA, onClose }: Props) {
  const t = useTranslations("chargerSettings");
  const offlineWords = useOfflineWords(deviceId);
  const { busy, fault, setFault, save } = useSave(onClose);
  const [text, setText] = useState(offlineA === null ? "" : String(offlineA));
  const most = Math.min(mostA, limitA);
  const read = readAmps(text, 0, most);
  // Between 0 and 6 A a charger would not charge either: 0 says so plainly.
  const amps = read === null || (read > 0 && read < leastCurrentA) ? null : read;

  function submit() {
    if (amps === null) return setFault(t("needOffline", { most }));
    if (amps === offlineA) return onClose();
    void save(() => changeCharger(deviceId, { offlineCurrentA: amps }));
  }

  return (
    <FormDialog
      title={t("offlineTitle", { name })}
      lead={t("offlineLead")}
      act={t("save")}
      fault={fault}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t("offlineField", { most })}
        fault={amps === null && text !== "" ? t("needOffline", { most }) : null}
      >
        {(id, wrong) => (
          <input
            id={id}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setFault(null);
            }}
            {...wrong}
            inputMode="decimal"
            autoComplete="off"
            className={`num ${fieldLook}`}
          />
        )}
      </Field>
      <ul aria-live="polite" className="grid gap-1.5 rounded-xl bg-sunken p-3.5 text-[0.875rem] text-ink-2">
        {amps !== null && <li>{offlineWords(amps)}</li>}
        <li>{t("offlineReserved")}</li>
      </ul>
    </FormDialog>
  );
}
