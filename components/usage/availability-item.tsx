import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { ChargerAvailability, ListedOutage } from "../../lib/contract/usage";
import { chargerPath } from "../../lib/domain/charger-id";
import { inWords } from "../live/units";
import { useSpan } from "../live/use-span";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";

/** A charger: how far it responded, its outages, and how its starts went. */
export const AvailabilityItem = memo(function AvailabilityItem({ charger }: { charger: ChargerAvailability }) {
  const t = useTranslations("usage");
  const units = useUnits();
  const { deviceId, name, percent, outages, longest, sessions, failedStarts, successPercent } = charger;
  const percentText = (value: number) => inWords(units.percent(Math.floor(value * 10) / 10));
  const isWorse = percent !== null && percent < 100;
  return (
    <li className="border-line border-t py-2.5 first:border-t-0">
      <div className="grid gap-x-6 gap-y-0.5 @xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.3fr)] @xl:items-baseline">
        <Link
          href={chargerPath(deviceId)}
          prefetch={false}
          className="reach min-w-0 font-semibold wrap-anywhere underline decoration-line-strong underline-offset-2"
        >
          {name}
        </Link>
        <p className={`num ${isWorse ? "font-semibold text-ink" : "text-ink-2"}`}>
          {percent === null ? t("respondingUnknown") : t("responding", { percent: percentText(percent) })}
        </p>
        <p className="num text-[0.875rem] text-ink-2">
          {[
            t("sessions", { n: sessions }),
            t("failedStarts", { n: failedStarts }),
            ...(successPercent === null ? [] : [t("success", { percent: percentText(successPercent) })]),
          ].join(" · ")}
        </p>
      </div>
      {outages > 0 && (
        <details className="mt-1">
          <summary className="reach w-fit text-[0.8125rem] text-ink-2">{t("outages", { n: outages })}</summary>
          <ul aria-label={t("outagesOf", { name })} className="mt-1 grid gap-0.5 pl-4 text-[0.8125rem] text-ink-2">
            {longest.map((outage) => (
              <li key={outage.from} className="num">
                <OutageLine outage={outage} />
              </li>
            ))}
            {longest.length < outages && <li className="text-ink-3">{t("longestOnly", { n: longest.length })}</li>}
          </ul>
        </details>
      )}
    </li>
  );
});

function OutageLine({ outage: { from, to, isFromBefore, cause, watchedMs } }: { outage: ListedOutage }) {
  const t = useTranslations("usage");
  const time = useTime();
  const span = useSpan();
  const why = t(`cause.${cause}`);
  const begin = isFromBefore ? t("before", { time: time(from) }) : time(from);
  return to === null
    ? t("outageGoesOn", { from: begin, why, span: span(watchedMs) })
    : t("outage", { from: begin, to: time(to), why, span: span(to - from) });
}
