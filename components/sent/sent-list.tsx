"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useLiveScopes } from "../../lib/client/state/live-scopes";
import { useSent } from "../../lib/client/state/use-live";
import { useNow } from "../../lib/client/state/use-now";
import type { SentView } from "../../lib/contract/view";
import { formatScope } from "../../lib/domain/access/scope";
import { escaped } from "../../lib/domain/plain-text";
import { useAge } from "../live/use-age";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { Field, fieldLook } from "../ui/field";
import { ScrollRegion } from "../ui/scroll-region";
import { Skeleton } from "../ui/skeleton";
import { SentMessages } from "./sent-messages";

interface RowProps {
  sent: SentView;
  now: number;
  reveal: boolean;
}

function Row({ sent, now, reveal }: RowProps) {
  const t = useTranslations("sent");
  const age = useAge();
  const time = useTime(true);
  const { id, key, name, unit, raw, at, ownAt, sensitive, unusable } = sent;
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
        ) : unusable === "unreadable" ? (
          // In quotes, so that blanks are seen.
          `"${escaped(raw)}"`
        ) : (
          `${escaped(raw)}${unit === null ? "" : ` ${unit}`}`
        )}
        {unusable && <span className="block font-sans text-waiting">{t(unusable)}</span>}
      </td>
      <td className="num whitespace-nowrap px-3 py-1.5 text-ink-2">
        <time dateTime={new Date(at).toISOString()} title={time(at)}>
          {age(at, now)}
        </time>
        {ownAt !== at && (
          <span className="block text-[0.75rem] text-waiting">{t("ownClock", { time: time(ownAt) })}</span>
        )}
      </td>
    </tr>
  );
}

/** All observations of a charger, which the stream brings as long as this is shown. */
export function SentList({ deviceId }: { deviceId: string }) {
  const t = useTranslations("sent");
  useLiveScopes([formatScope({ kind: "sent", id: deviceId })]);
  const sent = useSent(deviceId);
  const now = useNow();
  const [filter, setFilter] = useState("");
  const [reveal, setReveal] = useState(false);
  if (sent === null) return <Skeleton className="mt-4 h-40" />;
  const words = filter.trim().toLowerCase();
  const { observations, messages } = sent;
  const rows = observations.filter(({ id, key, name, raw, sensitive }) =>
    `${id} ${key} ${name} ${sensitive && !reveal ? "" : raw}`.toLowerCase().includes(words),
  );
  return (
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
      <p className="num mt-3 text-[0.8125rem] text-ink-3">{t("count", { n: observations.length })}</p>
      {rows.length === 0 ? (
        <p className="mt-4 text-[0.875rem] text-ink-3">{observations.length > 0 ? t("nothingFits") : t("nothing")}</p>
      ) : (
        <ScrollRegion label={t("table")} className="mt-3">
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
                <Row key={one.id} sent={one} now={now} reveal={reveal} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {messages.length > 0 && <SentMessages messages={messages} />}
    </>
  );
}
