import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNow } from "../../lib/client/state/use-now";
import type { ListedSession, SessionCost } from "../../lib/contract/sessions";
import { wallClock } from "../../lib/domain/time/wall-clock";
import { decimals } from "../live/decimals";
import { durationParts } from "../session/duration";

const flags = [
  "startUnknown",
  "endUnknown",
  "unplugNotTold",
  "late",
  "recordChanged",
  "clockWrong",
  "clockNeverSet",
  "clockUnreliable",
  "endBeforeStart",
  "timesDiffer",
  "notHeard",
  "energyDiffers",
  "counterDiffers",
  "powerDiffers",
  "implausibleEnergy",
  "implausibleReading",
  "implausiblePower",
  "counterReset",
  "counterStepBack",
  "meterStepBack",
  "noMeter",
  "readingFault",
  "readingTime",
  "readingsMissing",
  "unreadable",
  "cutShort",
] as const;

type Bounds = ListedSession["start"];

/** The one instant where it is known, ms. */
const knownAt = (bounds: Bounds | null): number | null =>
  bounds !== null && bounds.from === bounds.to ? bounds.from : null;

/** How long a session lasted, ms; of one that goes on, until now. Null: begin or end are not known. */
export function lengthOf({ start, end }: Pick<ListedSession, "start" | "end">, now: number): number | null {
  const [from, to] = [knownAt(start), end === null ? now : knownAt(end)];
  return from === null || to === null ? null : Math.max(0, to - from);
}

const yearOf = (at: number, timeZone: string) => new Date(wallClock(timeZone, at)).getUTCFullYear();

/** Day and time, with the year where it is another one. Formats are made once: making one costs more than a row. */
function dateTimes(locale: string, now: number): (at: number, timeZone: string) => string {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (at, timeZone) => {
    const isThisYear = yearOf(at, timeZone) === yearOf(now, timeZone);
    const key = `${timeZone} ${isThisYear}`;
    let format = made.get(key);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
        timeZone,
        day: "numeric",
        month: "short",
        ...(isThisYear ? {} : { year: "numeric" }),
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      });
      made.set(key, format);
    }
    return format.format(at);
  };
}

function amounts(locale: string): (currency: string, amount: string) => string {
  const made = new Map<string, Intl.NumberFormat>();
  return (currency, amount) => {
    const format = made.get(currency) ?? new Intl.NumberFormat(locale, { style: "currency", currency });
    made.set(currency, format);
    return format.format(Number(amount));
  };
}

/** What is said of sessions, in the words and numbers of the reader's language. */
export function useSessionWords() {
  const locale = useLocale();
  const t = useTranslations("sessions");
  const span = useTranslations("session");
  const none = useTranslations("value")("none");
  const now = useNow(3_600_000);
  return useMemo(() => {
    const kwh = decimals(locale, 2, 2);
    const dateTime = dateTimes(locale, now);
    const money = amounts(locale);
    /** A bound that is not known is told as what is known of it. */
    function moment({ from, to }: Bounds, timeZone: string): string {
      if (from !== null && from === to) return dateTime(from, timeZone);
      if (to !== null && from !== null)
        return t("between", { from: dateTime(from, timeZone), to: dateTime(to, timeZone) });
      if (to !== null) return t("before", { time: dateTime(to, timeZone) });
      return from === null ? none : t("after", { time: dateTime(from, timeZone) });
    }
    return {
      dateTime,
      moment,
      /** The same for a list: not after what is known of it. */
      brief(bounds: Bounds, timeZone: string): string {
        const { from, to } = bounds;
        return from !== null && to !== null && from !== to
          ? t("before", { time: dateTime(to, timeZone) })
          : moment(bounds, timeZone);
      },
      duration(ms: number | null): string {
        if (ms === null) return none;
        const { h, m } = durationParts(ms);
        return h > 0 ? span("durationHours", { h, m }) : span("durationMinutes", { m });
      },
      count: decimals(locale, 0, 0),
      energy: (wh: number | null) => (wh === null ? none : `${kwh(wh / 1_000)}\u00a0kWh`),
      money,
      cost(cost: SessionCost | null): string {
        if (cost === null || cost.amounts.length === 0) return none;
        const sum = cost.amounts.map(({ currency, gross }) => money(currency, gross)).join(" + ");
        return cost.unpricedWh > 0 ? t("atLeast", { sum }) : sum;
      },
      /** A flag that a newer server tells is told by its name. */
      flag(name: string): string {
        const known = flags.find((flag) => flag === name);
        return known === undefined ? name : t(`flags.${known}`);
      },
    };
  }, [locale, t, span, none, now]);
}
