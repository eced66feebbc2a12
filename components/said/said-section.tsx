"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSaid } from "../../lib/client/use-live";
import { useNow } from "../../lib/client/use-now";
import type { SaidView } from "../../lib/domain/view";
import { useAge } from "../live/use-age";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { Field, fieldLook } from "../ui/field";
import { ScrollRegion } from "../ui/scroll-region";
import { Section } from "../ui/section";

interface RowProps {
  said: SaidView;
  now: number;
  reveal: boolean;
}

function Row({ said, now, reveal }: RowProps) {
  const t = useTranslations("said");
  const age = useAge();
  const time = useTime(true);
  const { id, key, name, unit, raw, at, future, sensitive } = said;
  return (
    <tr className="border-line border-t align-top">
      <td className="num px-3 py-1.5 text-right text-ink-3">{id}</td>
      <th scope="row" className="px-3 py-1.5 text-left font-normal">
        <span className="break-all font-medium">{key}</span>
        {name !== key && <span className="block break-all text-[0.75rem] text-ink-3">{name}</span>}
      </th>
      <td className="num max-w-[32rem] break-all px-3 py-1.5 font-mono text-[0.75rem]">
        {raw === null ? (
          <em className="text-ink-3">{t("cleared")}</em>
        ) : sensitive && !reveal ? (
          <em className="text-ink-3">{t("hidden")}</em>
        ) : (
          `${raw}${unit === null ? "" : ` ${unit}`}`
        )}
      </td>
      <td className="num whitespace-nowrap px-3 py-1.5 text-ink-2">
        <time dateTime={new Date(at).toISOString()} title={time(at)}>
          {age(at, now)}
        </time>
        {future && <span className="block text-[0.75rem] text-waiting">{t("future")}</span>}
      </td>
    </tr>
  );
}

const closedStepMs = 3_600_000;

/** Every observation as the charger sent it: for support. */
export function SaidSection({ deviceId, className }: { deviceId: string; className?: string }) {
  const t = useTranslations("said");
  const said = useSaid(deviceId);
  const [open, setOpen] = useState(false);
  const now = useNow(open ? 1_000 : closedStepMs);
  const [filter, setFilter] = useState("");
  const [reveal, setReveal] = useState(false);
  const words = filter.trim().toLowerCase();
  const rows = (open && said ? said : []).filter(({ id, key, name, raw, sensitive }) =>
    `${id} ${key} ${name} ${sensitive && !reveal ? "" : raw}`.toLowerCase().includes(words),
  );
  return (
    <Section
      className={className}
      title={t("title")}
      aside={<span className="num">{t("count", { n: said?.length ?? 0 })}</span>}
    >
      <p className="mb-3 text-[0.875rem] text-ink-2">{t("hint")}</p>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("close") : t("open")}
      </Button>
      {open && (
        <>
          <div className="mt-4 flex flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1 basis-52">
              <Field label={t("filter")}>
                {(id) => (
                  <input
                    id={id}
                    type="search"
                    value={filter}
                    onChange={({ target }) => setFilter(target.value)}
                    className={fieldLook}
                  />
                )}
              </Field>
            </div>
            <Button aria-pressed={reveal} onClick={() => setReveal(!reveal)}>
              {reveal ? t("hide") : t("reveal")}
            </Button>
          </div>
          {rows.length === 0 ? (
            <p className="mt-4 text-[0.875rem] text-ink-3">{said?.length ? t("nothingFits") : t("nothing")}</p>
          ) : (
            <ScrollRegion label={t("table")} className="mt-4">
              <table className="w-full text-[0.8125rem]">
                <thead className="bg-sunken text-left text-ink-2">
                  <tr>
                    <th scope="col" className="px-3 py-1.5 text-right font-medium">
                      {t("id")}
                    </th>
                    {[t("name"), t("value"), t("age")].map((name) => (
                      <th key={name} scope="col" className="px-3 py-1.5 font-medium">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((one) => (
                    <Row key={one.id} said={one} now={now} reveal={reveal} />
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
          )}
        </>
      )}
    </Section>
  );
}
