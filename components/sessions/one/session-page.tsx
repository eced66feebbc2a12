"use client";

import { Activity } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { SessionDetail } from "../../../lib/contract/sessions";
import { chargerPath } from "../../../lib/domain/charger-id";
import { momentPath } from "../../../lib/domain/timeline/moment";
import { TimeZoneProvider } from "../../live/time-zone";
import { BackLink } from "../../ui/back-link";
import { Section } from "../../ui/section";
import { useSessionWords } from "../use-session-words";
import { EnergySources } from "./energy-sources";
import { PauseList } from "./pause-list";
import { QuarterBars } from "./quarter-bars";
import { SessionFacts } from "./session-facts";
import { SignedReadings } from "./signed-readings";

/** What goes on is read anew so often. */
const againMs = 30_000;
/** So much before and after it is shown on the charger's timeline. */
const aroundMs = 600_000;

interface Props {
  detail: SessionDetail;
  installationName: string | null;
  circuitName: string | null;
  /** IANA name; null: it is at no installation that is known. */
  timeZone: string | null;
  /** The person sees names and cost there. */
  seesCost: boolean;
  seesCharger: boolean;
  now: number;
}

/** One session: what it came to, how sure that is, when the energy flowed, why it paused, what was signed. */
export function SessionPage(props: Props) {
  const { detail, installationName, circuitName, timeZone, seesCost, seesCharger, now } = props;
  const t = useTranslations("sessions");
  const moment = useTranslations("moment");
  const words = useSessionWords();
  const router = useRouter();
  const isOpen = detail.end === null;
  useEffect(() => {
    if (!isOpen) return;
    const again = setInterval(() => document.visibilityState === "visible" && router.refresh(), againMs);
    return () => clearInterval(again);
  }, [isOpen, router]);
  const zone = timeZone ?? "UTC";
  const { deviceId, chargerName, flags, failedStarts, session } = detail;
  const from = detail.start.from ?? detail.start.to;
  const to = isOpen ? now : (detail.end?.to ?? detail.end?.from ?? null);
  const endedAt = detail.end?.to ?? detail.end?.from ?? null;
  const moments = [
    ...(from === null ? [] : [{ at: from, name: moment("atStart") }]),
    ...(endedAt === null ? [] : [{ at: endedAt, name: moment("atEnd") }]),
  ];
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <BackLink href="/sessions">{t("title")}</BackLink>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2 sm:mb-5">
        <div className="min-w-0">
          <h1 className="font-semibold text-[1.5rem] leading-tight tracking-tight">
            {t("one.title", { charger: chargerName ?? deviceId })}
          </h1>
          <p className="num mt-1 text-[0.875rem] text-ink-3">
            {[deviceId, installationName, circuitName].filter((part) => part !== null).join(" · ")}
          </p>
        </div>
        {seesCharger && (
          <div className="flex flex-wrap gap-x-4 gap-y-1 text-[0.875rem]">
            <Link href={chargerPath(deviceId)} prefetch={false} className="reach font-medium text-accent underline">
              {t("one.charger")}
            </Link>
            {from !== null && to !== null && (
              <Link
                href={`${chargerPath(deviceId)}?${new URLSearchParams({
                  from: new Date(from - aroundMs).toISOString(),
                  to: new Date(Math.min(now, to + aroundMs)).toISOString(),
                })}`}
                prefetch={false}
                className="reach inline-flex items-center gap-1 font-medium text-accent underline"
              >
                <Activity aria-hidden="true" className="size-4" />
                {t("one.timeline")}
              </Link>
            )}
            {moments.map(({ at, name }) => (
              <Link
                key={name}
                href={momentPath(chargerPath(deviceId), at)}
                prefetch={false}
                className="reach font-medium text-accent underline"
              >
                {name}
              </Link>
            ))}
          </div>
        )}
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <SessionFacts detail={detail} timeZone={zone} seesCost={seesCost} now={now} />
        <Section title={t("one.notes")}>
          {flags.length === 0 && failedStarts === 0 ? (
            <p className="text-[0.875rem] text-ink-3">{t("one.noNotes")}</p>
          ) : (
            <ul className="list-disc space-y-1 pl-5 text-[0.875rem]">
              {flags.map((flag) => (
                <li key={flag}>{words.flag(flag)}</li>
              ))}
              {session.failedStarts.map((at) => (
                <li key={at}>{t("one.failedStart", { time: words.dateTime(at, zone) })}</li>
              ))}
            </ul>
          )}
        </Section>
        <QuarterBars energyWh={detail.energyWh} quarters={session.quarters} timeZone={zone} />
        <EnergySources energy={session.energy} />
        <PauseList pauses={session.pauses} timeZone={zone} />
        <SignedReadings detail={detail} />
      </div>
    </TimeZoneProvider>
  );
}
