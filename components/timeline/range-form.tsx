import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { instantAt, wallClock } from "../../lib/domain/time/wall-clock";
import type { Range } from "../../lib/domain/timeline/view";
import { Button } from "../ui/button";
import { Field, fieldLook } from "../ui/field";

interface Props {
  range: Range;
  timeZone: string;
  onChoose(range: Range): void;
}

const asField = (timeZone: string, at: number) => new Date(wallClock(timeZone, at)).toISOString().slice(0, 16);

/** What a field says, as an instant; null: it is empty or not whole. */
function instantIn(timeZone: string, text: string): number | null {
  const wall = Date.parse(`${text}:00Z`);
  return Number.isNaN(wall) ? null : instantAt(timeZone, wall);
}

/** Any range, by the installation's clock. */
export function RangeForm({ range, timeZone, onChoose }: Props) {
  const t = useTranslations("timeline");
  const [from, setFrom] = useState(() => asField(timeZone, range.from));
  const [to, setTo] = useState(() => asField(timeZone, range.to));
  const [fault, setFault] = useState<string | null>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const [begin, end] = [instantIn(timeZone, from), instantIn(timeZone, to)];
    if (begin === null || end === null || begin >= end) setFault(t("rangeFault"));
    else onChoose({ from: begin, to: end });
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-wrap items-end gap-x-3 gap-y-1">
      <Field label={t("from")}>
        {(id, wrong) => (
          <input
            {...wrong}
            id={id}
            type="datetime-local"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            className={fieldLook}
          />
        )}
      </Field>
      <Field label={t("to")} fault={fault}>
        {(id, wrong) => (
          <input
            {...wrong}
            id={id}
            type="datetime-local"
            required
            value={to}
            onChange={(event) => setTo(event.target.value)}
            className={fieldLook}
          />
        )}
      </Field>
      <Button type="submit" className="mb-1">
        {t("showRange")}
      </Button>
    </form>
  );
}
