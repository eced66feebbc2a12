"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeInstallation } from "../../../lib/client/api/change-settings";
import type { AvailableWindow, Triple } from "../../../lib/domain/topology";
import { Button } from "../../ui/button";
import { EffectNote } from "../effect/effect-note";
import { usePreview } from "../effect/use-preview";
import { useTripleWords } from "../use-triple-words";
import { FormDialog } from "./form-dialog";
import { useSave } from "./use-save";
import { WindowRow } from "./window-row";
import { faultyPlaces, type WindowRow as Row, readSchedule, rowOf } from "./windows";

interface Props {
  installationId: string;
  schedule: readonly AvailableWindow[];
  /** What counts outside of all windows. */
  availableA: Triple<number>;
  mainFuseA: number;
  onClose(): void;
}

/** The week: when other amperes are available than usual. */
export function ScheduleDialog({ installationId, schedule, availableA, mainFuseA, onClose }: Props) {
  const t = useTranslations("settings");
  const triple = useTripleWords();
  const { busy, fault, setFault, save } = useSave(onClose);
  const [rows, setRows] = useState<readonly Row[]>(() => schedule.map(rowOf));
  const read = readSchedule(rows, mainFuseA);
  const foreseen = usePreview(installationId, read && { schedule: read });

  function change(to: readonly Row[]) {
    setRows(to);
    setFault(null);
  }
  const put = (row: Row) => change(rows.map((each) => (each.key === row.key ? row : each)));
  const up = (index: number) => {
    const [before, row] = [rows[index - 1], rows[index]];
    if (before && row) change([...rows.slice(0, index - 1), row, before, ...rows.slice(index + 1)]);
  };
  function add() {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    change([...rows, rowOf({ days: [1, 2, 3, 4, 5], from: "06:00", to: "18:00", availableA }, key)]);
  }
  function submit() {
    if (read === null) {
      const places = faultyPlaces(rows, mainFuseA);
      return setFault(t("needWindows", { n: places.length, places: places.join(", "), most: mainFuseA }));
    }
    void save(() => changeInstallation(installationId, { schedule: read }));
  }

  return (
    <FormDialog
      wide
      title={t("scheduleTitle")}
      lead={t("scheduleLead", { value: triple(availableA) })}
      act={t("scheduleAct")}
      fault={fault}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      {rows.length === 0 && <p className="text-[0.875rem] text-ink-3">{t("noWindows")}</p>}
      <ol className="grid gap-3">
        {rows.map((row, index) => (
          <WindowRow
            key={row.key}
            row={row}
            place={index + 1}
            mostA={mainFuseA}
            onChange={put}
            onRemove={() => change(rows.filter(({ key }) => key !== row.key))}
            onUp={index === 0 ? null : () => up(index)}
          />
        ))}
      </ol>
      <Button className="justify-self-start" onClick={add}>
        <Plus aria-hidden="true" className="size-4" />
        {t("addWindow")}
      </Button>
      <EffectNote foreseen={foreseen} />
    </FormDialog>
  );
}
