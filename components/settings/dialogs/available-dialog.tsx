"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeInstallation } from "../../../lib/client/api/change-settings";
import { useNow } from "../../../lib/client/state/use-now";
import type { Triple } from "../../../lib/domain/topology";
import { useTimeZone } from "../../live/time-zone";
import { useEndTime } from "../../live/use-end-time";
import { Field, fieldLook } from "../../ui/field";
import { EffectNote } from "../effect/effect-note";
import { usePreview } from "../effect/use-preview";
import { type End, endAt, endFault, ends, fieldText, readFieldText } from "../until";
import { readTriple } from "./amps";
import { AmpsFields } from "./amps-fields";
import { FormDialog } from "./form-dialog";
import { useSave } from "./use-save";

interface Props {
  installationId: string;
  /** What the fields begin with. */
  availableA: Triple<number>;
  mainFuseA: number;
  onClose(): void;
}

const minuteMs = 60_000;
const texts = (amps: Triple<number>): Triple<string> => [String(amps[0]), String(amps[1]), String(amps[2])];

/** Sets what is available to the chargers now, with a clear end. */
export function AvailableDialog({ installationId, availableA, mainFuseA, onClose }: Props) {
  const t = useTranslations("settings");
  const endTime = useEndTime();
  const timeZone = useTimeZone();
  const now = useNow(minuteMs);
  const [fields, setFields] = useState(() => texts(availableA));
  const [end, setEnd] = useState<End>("hour");
  const [own, setOwn] = useState(() => fieldText(timeZone, now + 120 * minuteMs));
  const { busy, fault, setFault, save } = useSave(onClose);
  const amps = readTriple(fields, mainFuseA);
  const until = end === "other" ? readFieldText(timeZone, own) : endAt(end, timeZone, now);
  const late = endFault(until, now);
  const wrongEnd = late && t(late);
  const override = amps && until !== null && late === null ? { availableA: amps, until } : null;
  const offered = ends
    .map((each) => ({ each, at: each === "other" ? null : endAt(each, timeZone, now) }))
    .filter(({ each, at }) => each === "other" || at !== null);
  const foreseen = usePreview(installationId, override && { availableNow: override });

  function submit() {
    if (amps === null) return setFault(t("needAmps", { most: mainFuseA }));
    if (override === null) return setFault(wrongEnd);
    void save(() => changeInstallation(installationId, { availableNow: override }));
  }

  return (
    <FormDialog
      title={t("nowTitle")}
      lead={t("nowLead")}
      act={t("nowAct")}
      fault={fault}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <AmpsFields
        label={t("perPhase", { most: mainFuseA })}
        texts={fields}
        mostA={mainFuseA}
        onChange={(texts) => {
          setFields(texts);
          setFault(null);
        }}
        fault={amps === null ? t("needAmps", { most: mainFuseA }) : null}
      />
      <fieldset>
        <legend className="text-[0.8125rem] text-ink-2">{t("until")}</legend>
        <div className="mt-1 grid grid-cols-2 gap-2">
          {offered.map(({ each, at }) => (
            <label
              key={each}
              className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-xl border border-line-strong/60 px-3 text-[0.875rem] has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong"
            >
              <input
                type="radio"
                name="end"
                checked={end === each}
                onChange={() => {
                  setEnd(each);
                  setFault(null);
                }}
                className="size-4 accent-accent"
              />
              <span className="num min-w-0">
                {at === null ? t("end.other") : t(`end.${each}`, { time: endTime(at) })}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {end === "other" && (
        <Field label={t("endOwn")} fault={wrongEnd}>
          {(id, wrong) => (
            <input
              id={id}
              type="datetime-local"
              value={own}
              onChange={(event) => {
                setOwn(event.target.value);
                setFault(null);
              }}
              {...wrong}
              className={`num ${fieldLook}`}
            />
          )}
        </Field>
      )}
      <EffectNote foreseen={foreseen} />
    </FormDialog>
  );
}
