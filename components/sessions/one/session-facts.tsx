import { useTranslations } from "next-intl";
import type { SessionDetail } from "../../../lib/contract/sessions";
import { escaped } from "../../../lib/domain/plain-text";
import { inWords } from "../../live/units";
import { useUnits } from "../../live/use-units";
import { Fact } from "../../ui/fact";
import { Section } from "../../ui/section";
import { lengthOf, useSessionWords } from "../use-session-words";

interface Props {
  detail: SessionDetail;
  timeZone: string;
  seesCost: boolean;
  now: number;
}

/** A session's figures; what is not known is said to be. */
export function SessionFacts({ detail, timeZone, seesCost, now }: Props) {
  const t = useTranslations("sessions");
  const none = useTranslations("value")("none");
  const words = useSessionWords();
  const units = useUnits();
  const { start, end, tag, name, group, cost, session } = detail;
  const { chargingMs, waitingMs, unknownMs, highestPowerW, firmware, terminals } = session;
  const who = name !== null ? [name, group].filter((part) => part !== null).join(" · ") : null;
  const isEmpty = cost === null || cost.amounts.length === 0;
  return (
    <Section title={t("one.facts")}>
      <dl className="num grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
        <Fact name={t("energy")}>
          <span className="font-semibold text-[1.25rem]">{words.energy(detail.energyWh)}</span>
        </Fact>
        <Fact name={t("length")}>
          <span className="font-semibold text-[1.25rem]">{words.duration(lengthOf({ start, end }, now))}</span>
        </Fact>
        {seesCost && (
          <Fact name={t("cost")}>
            <span className="font-semibold text-[1.25rem]">{words.cost(cost)}</span>
          </Fact>
        )}
        <Fact name={t("start")}>{words.moment(start, timeZone)}</Fact>
        <Fact name={t("end")}>{end === null ? t("goesOn") : words.moment(end, timeZone)}</Fact>
        <Fact name={t("who")}>
          {who ?? (tag === null ? none : escaped(tag))}
          {who !== null && tag !== null && (
            <span className="block break-all text-[0.8125rem] text-ink-3">{escaped(tag)}</span>
          )}
        </Fact>
        <Fact name={t("one.charging")}>{words.duration(chargingMs)}</Fact>
        <Fact name={t("one.waiting")}>{words.duration(waitingMs)}</Fact>
        <Fact name={t("one.unknown")}>{words.duration(unknownMs)}</Fact>
        <Fact name={t("one.highest")}>{highestPowerW === null ? none : inWords(units.powerW(highestPowerW))}</Fact>
        <Fact name={t("one.meterStart")}>{words.energy(session.meterStartWh)}</Fact>
        <Fact name={t("one.meterEnd")}>{words.energy(session.meterEndWh)}</Fact>
        <Fact name={t("one.terminals")}>{terminals === null ? none : terminals.length}</Fact>
        <Fact name={t("one.firmware")}>{firmware === null ? none : escaped(firmware)}</Fact>
      </dl>
      {seesCost && !isEmpty && (
        <p className="mt-3 border-line border-t pt-3 text-[0.8125rem] text-ink-3">
          {[
            ...cost.amounts.map(({ currency, net, vat }) =>
              t("one.vat", {
                net: words.money(currency, net),
                vat: words.money(currency, vat),
              }),
            ),
            t("one.rounded"),
            ...(cost.isEstimated ? [`${t("estimated")}.`] : []),
            ...(cost.isProvisional ? [`${t("provisional")}.`] : []),
            ...(cost.unpricedWh > 0 ? [t("one.unpriced", { energy: words.energy(cost.unpricedWh) })] : []),
          ].join(" ")}
        </p>
      )}
    </Section>
  );
}
