"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { ChargerDetail, SessionView } from "../../lib/contract/view";
import type { ChargerState } from "../../lib/domain/charger/state";
import { escaped } from "../../lib/domain/plain-text";
import { inWords } from "../live/units";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";
import { Fact } from "../ui/fact";
import { Section } from "../ui/section";
import { useSessionLength } from "./use-session-length";
import { whoOf } from "./who";

interface Props {
  session: SessionView | null;
  state: ChargerState;
  last: ChargerDetail["lastSession"];
  /** What is known of the charger is past. */
  old: boolean;
}

/** The session that runs, else the last one. */
export const SessionSection = memo(function SessionSection({ session, state, last, old }: Props) {
  const t = useTranslations("session");
  const value = useTranslations("value");
  const units = useUnits();
  const time = useTime();
  const length = useSessionLength(session, old);

  function who(of: SessionView): string {
    const said = whoOf(of, state);
    return said.tag === null ? t(`whoNot.${said.why}`) : escaped(said.tag);
  }

  return (
    <Section
      title={t("title")}
      aside={session?.startedAt != null ? t("started", { time: time(session.startedAt) }) : undefined}
    >
      {session === null ? (
        <p className="text-[0.875rem] text-ink-3">
          {t("none")}. {t("noneHint")}
        </p>
      ) : (
        <dl className="grid grid-cols-3 gap-4">
          <Fact name={t("energy")}>
            <Value
              tellsAges
              shown={session.energyKwh && units.energyKwh(session.energyKwh.value)}
              at={session.energyKwh?.at ?? null}
              old={old || session.energyKwh?.old === true}
              label={value("energy")}
              className="font-semibold text-[1.25rem]"
              unitClassName="text-[0.75em] text-ink-3"
            />
          </Fact>
          <Fact name={t("duration")}>
            <span className={`num font-semibold text-[1.25rem] ${old ? "old" : ""}`}>{length ?? value("none")}</span>
          </Fact>
          <Fact name={t("who")}>
            <span className="break-words">{who(session)}</span>
          </Fact>
        </dl>
      )}
      {last && (
        <p className="num mt-3 border-line border-t pt-3 text-[0.8125rem] text-ink-3">
          {t("last")}:{" "}
          {t("lastValue", {
            energy: last.energyKwh === null ? value("none") : inWords(units.energyKwh(last.energyKwh)),
            time: last.endedAt === null ? value("none") : time(last.endedAt),
          })}
        </p>
      )}
    </Section>
  );
});
