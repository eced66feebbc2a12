"use client";

import { BatteryCharging, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import type { ListedSession } from "../../lib/contract/sessions";
import { escaped } from "../../lib/domain/plain-text";
import { Cell } from "../ui/virtual-table";
import type { SessionPlaces } from "./session-places";
import { lengthOf, type useSessionWords } from "./use-session-words";

/** The columns of the table where there is room for them; with the cost where the person may see it. */
export const columnsOf = (hasCost: boolean): string =>
  hasCost
    ? "md:grid-cols-[minmax(0,1.5fr)_8rem_8rem_minmax(0,1fr)_6.5rem_6rem_6.5rem_2rem]"
    : "md:grid-cols-[minmax(0,1.5fr)_8rem_8rem_minmax(0,1fr)_6.5rem_6rem_2rem]";

interface Props {
  session: ListedSession;
  places: SessionPlaces;
  words: ReturnType<typeof useSessionWords>;
  hasCost: boolean;
}

/** What a row of the table says of a session. On a phone three lines, else one. */
export function SessionCells({ session, places, words, hasCost }: Props) {
  const t = useTranslations("sessions");
  const now = useNow(60_000);
  const { deviceId, chargerName, installationId, start, end, energyWh, tag, name, group, cost, flags, failedStarts } =
    session;
  const timeZone = places.zoneOf(installationId);
  // Nearly all chargers are without a meter that is read at start and end: it is no news in a list.
  const notes = flags.filter((flag) => flag !== "noMeter");
  const told = [
    ...notes.map(words.flag),
    ...(failedStarts > 0 ? [t("failedStarts", { n: failedStarts })] : []),
    ...(cost?.isProvisional === true ? [t("provisional")] : []),
    ...(cost?.isEstimated === true ? [t("estimated")] : []),
  ].join(". ");
  return (
    <>
      <Cell className="min-w-0">
        <Link
          href={`/sessions/${session.id}`}
          prefetch={false}
          className="block truncate font-semibold text-ink after:absolute after:inset-0"
        >
          {chargerName ?? deviceId}
          {chargerName !== null && <span className="num ml-1 font-normal text-[0.8125rem] text-ink-3">{deviceId}</span>}
        </Link>
        {places.hasSeveral && installationId !== null && (
          <span className="block truncate text-[0.8125rem] text-ink-3">{places.installationName(installationId)}</span>
        )}
      </Cell>
      <Cell className="num col-start-1 row-start-2 text-[0.8125rem] text-ink-2 md:col-auto md:row-auto">
        {words.brief(start, timeZone)}
      </Cell>
      <Cell className="num col-start-1 row-start-3 text-[0.8125rem] text-ink-2 md:col-auto md:row-auto">
        {end === null ? (
          <span className="inline-flex items-center gap-1 text-charging">
            <BatteryCharging aria-hidden="true" className="size-3.5" />
            {t("goesOn")}
          </span>
        ) : (
          <>
            <span aria-hidden="true" className="md:hidden">
              –{" "}
            </span>
            {words.brief(end, timeZone)}
          </>
        )}
      </Cell>
      <Cell className="col-start-1 row-start-4 min-w-0 truncate text-[0.8125rem] text-ink-2 max-md:empty:hidden md:col-auto md:row-auto">
        {name !== null ? [name, group].filter((part) => part !== null).join(" · ") : tag === null ? "" : escaped(tag)}
      </Cell>
      <Cell className="num col-start-2 row-start-1 text-right font-semibold md:col-auto md:row-auto">
        {words.energy(energyWh)}
      </Cell>
      <Cell className="num col-start-2 row-start-2 text-right text-[0.8125rem] text-ink-2 md:col-auto md:row-auto">
        {words.duration(lengthOf({ start, end }, now))}
      </Cell>
      {hasCost && (
        <Cell className="num col-start-2 row-start-3 text-right text-[0.8125rem] md:col-auto md:row-auto">
          {words.cost(cost)}
        </Cell>
      )}
      <Cell className="col-start-2 row-start-4 justify-self-end md:col-auto md:row-auto">
        {told !== "" && (
          <span title={told}>
            <TriangleAlert aria-hidden="true" className="size-4 text-waiting" />
            <span className="sr-only">{told}</span>
          </span>
        )}
      </Cell>
    </>
  );
}
