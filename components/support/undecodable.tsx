"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SupportView } from "../../lib/contract/view";
import { chargerPath } from "../../lib/domain/charger-id";
import { useTime } from "../live/use-time";
import { Section } from "../ui/section";

function Whose({ deviceId }: { deviceId: string | null }) {
  const t = useTranslations("supportPage");
  return deviceId === null ? (
    <span>{t("nobody")}</span>
  ) : (
    <Link href={chargerPath(deviceId)} prefetch={false} className="num font-semibold hover:underline">
      {deviceId}
    </Link>
  );
}

/** Two samples may be alike in everything that they are, so their place counts too. */
const keyed = (latest: SupportView["latest"]) =>
  latest.map((one, place) => ({ ...one, key: `${one.receivedAt} ${one.deviceId} ${latest.length - place}` }));

/** What arrived and could not be read: counted, and the latest as they came. */
export function Undecodable({ counts, latest }: { counts: SupportView["undecodable"]; latest: SupportView["latest"] }) {
  const t = useTranslations("supportPage");
  const reasons = useTranslations("undecodableReasons");
  const time = useTime(true);
  return (
    <Section title={t("undecodable")}>
      <p className="mb-3 text-[0.875rem] text-ink-2">{t("undecodableHint")}</p>
      {counts.length === 0 ? (
        <p className="text-[0.875rem] text-ink-3">{t("noneUndecodable")}</p>
      ) : (
        <ul aria-label={t("counts")} className="grid gap-x-8 gap-y-1 text-[0.875rem] lg:grid-cols-2">
          {counts.map(({ deviceId, reason, count, lastAt }) => (
            <li
              key={`${deviceId} ${reason}`}
              className="flex flex-wrap items-baseline gap-x-3 border-line border-b py-1.5"
            >
              <Whose deviceId={deviceId} />
              <span className="min-w-0 flex-1 basis-40">{reasons(reason)}</span>
              <span className="num">{t("times", { n: count })}</span>
              <span className="num text-ink-3">{t("lastAt", { time: time(lastAt) })}</span>
            </li>
          ))}
        </ul>
      )}
      {latest.length > 0 && (
        <>
          <h3 className="mt-5 mb-2 font-semibold text-[0.875rem]">{t("latest")}</h3>
          <ul className="grid gap-2">
            {keyed(latest).map(({ key, deviceId, reason, detail, sample, receivedAt }) => (
              <li key={key} className="min-w-0 rounded-xl bg-sunken p-3 text-[0.8125rem]">
                <p className="flex flex-wrap gap-x-3 text-ink-2">
                  <Whose deviceId={deviceId} />
                  <span>{reasons(reason)}</span>
                  <span className="text-ink-3">{detail}</span>
                  <span className="num ml-auto text-ink-3">{time(receivedAt)}</span>
                </p>
                <pre className="mt-1.5 max-h-40 overflow-auto whitespace-pre-wrap break-all font-mono text-[0.75rem]">
                  {sample === "" ? t("emptyPayload") : sample}
                </pre>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
