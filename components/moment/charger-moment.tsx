"use client";

import { Activity } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ChargerMoment } from "../../lib/contract/moment";
import { chargerPath } from "../../lib/domain/charger-id";
import { NotRead } from "../kept/not-read";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import { Fact } from "../ui/fact";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { MomentLines } from "./moment-lines";
import { MomentNotes } from "./moment-notes";
import { MomentState } from "./moment-state";
import { MomentValue } from "./moment-value";
import type { MomentCharger } from "./places";
import { useChargerMoment } from "./use-moment";
import { useMomentWords } from "./use-moment-words";

interface Props {
  charger: MomentCharger;
  at: number;
}

/** So much before and after it is shown on the timeline. */
const aroundMs = 30 * 60_000;

/** What a charger did, drew and was allocated at a moment. */
export default function ChargerMomentView({ charger: { deviceId, lines }, at }: Props) {
  const t = useTranslations("moment");
  const { data, error, isPending, refetch } = useChargerMoment(deviceId, at);
  if (isPending) return <Skeleton className="h-96" />;
  if (data === undefined) return <NotRead title={t("failed")} error={error} again={() => void refetch()} />;
  const { charger, isWatched } = data;
  return (
    <>
      <MomentNotes isWatched={isWatched} chargers={[charger]} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Now charger={charger} at={at} />
        <Phases charger={charger} lines={lines} at={at} />
      </div>
      <p className="mt-4 text-[0.875rem]">
        <Link
          href={`${chargerPath(deviceId)}?${new URLSearchParams({
            from: new Date(at - aroundMs).toISOString(),
            to: new Date(at + aroundMs).toISOString(),
          })}`}
          prefetch={false}
          className="reach inline-flex items-center gap-1 font-medium text-accent underline"
        >
          <Activity aria-hidden="true" className="size-4" />
          {t("timeline")}
        </Link>
      </p>
    </>
  );
}

function Now({ charger, at }: { charger: ChargerMoment; at: number }) {
  const t = useTranslations("moment");
  const presence = useTranslations("presence");
  const words = useMomentWords(at);
  const units = useUnits();
  const { state, powerW, allocatedA, limitA, sessionKwh } = charger;
  const { word, since } = charger.presence;
  return (
    <Section title={t("then")}>
      <p className="mb-4 text-[1.125rem]">
        <MomentState charger={charger} at={at} />
        {state !== null && <span className="text-[0.8125rem] text-ink-3">{words.age(state)}</span>}
      </p>
      <dl className="num grid grid-cols-1 gap-x-4 gap-y-3 @xs:grid-cols-2">
        <Fact name={t("power")}>
          <MomentValue reading={powerW} at={at} shown={units.powerW} />
        </Fact>
        <Fact name={t("allocated")}>
          <MomentValue reading={allocatedA} at={at} shown={units.limitA} />
        </Fact>
        <Fact name={t("session")}>
          <MomentValue reading={sessionKwh} at={at} shown={units.energyKwh} />
        </Fact>
        <Fact name={t("limit")}>
          <MomentValue reading={limitA} at={at} shown={units.limitA} />
        </Fact>
        <Fact name={presence("label")}>
          {presence(word)} {since !== null && <span className="text-[0.75rem] text-ink-3">{words.since(since)}</span>}
        </Fact>
      </dl>
    </Section>
  );
}

function Phases({ charger, lines, at }: { charger: ChargerMoment; lines: MomentCharger["lines"]; at: number }) {
  const t = useTranslations("phases");
  const words = useMomentWords(at);
  const units = useUnits();
  return (
    <Section title={t("title")}>
      <MomentLines
        lines={lines}
        limitA={charger.limitA?.value ?? null}
        of={(line) => {
          const [current, voltage] = [charger.lines[line], charger.voltages[line]];
          const note = [
            current === null ? null : words.age(current),
            voltage === null ? null : `${inWords(units.voltageV(voltage.value))}, ${words.age(voltage)}`,
          ].filter((part) => part !== null);
          return { currentA: current?.value ?? null, old: current?.old === true, note: note.join(" · ") };
        }}
      />
    </Section>
  );
}
