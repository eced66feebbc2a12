"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeCharger } from "../../../lib/client/api/change-settings";
import { type Priority, priorities } from "../../../lib/domain/topology";
import { priorityDoes, priorityWords } from "../priority-words";
import { FormDialog } from "./form-dialog";
import { useSave } from "./use-save";

interface Props {
  deviceId: string;
  name: string;
  priority: Priority;
  onClose(): void;
}

/** Whose claim counts more where current is short. */
export function PriorityDialog({ deviceId, name, priority, onClose }: Props) {
  const t = useTranslations("chargerSettings");
  const { busy, fault, save } = useSave(onClose);
  const [chosen, choose] = useState(priority);
  function submit() {
    if (chosen === priority) return onClose();
    void save(() => changeCharger(deviceId, { priority: chosen }));
  }
  return (
    <FormDialog
      title={t("priorityTitle", { name })}
      lead={t("priorityLead")}
      act={t("save")}
      fault={fault}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className="grid gap-2">
        <legend className="sr-only">{t("priority")}</legend>
        {[...priorities].reverse().map((each) => (
          <label
            key={each}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-xl border border-line-strong/60 px-3.5 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="priority"
              checked={chosen === each}
              onChange={() => choose(each)}
              className="mt-1 size-4 accent-accent"
            />
            <span>
              <span className="block font-semibold">{t(priorityWords[each])}</span>
              <span className="block text-[0.8125rem] text-ink-2">{t(priorityDoes[each])}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
}
