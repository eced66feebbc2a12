"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Peak } from "../../lib/domain/electrical/phases-view";
import type { RoomBound } from "../../lib/domain/electrical/spare-capacity";
import { inWords } from "../live/units";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Value } from "../live/value";

interface Props {
  name: string;
  headroomA: number | null;
  /** Kept free for chargers that are not online, A; 0: nothing. */
  reservedA: number;
  /** The line's sum is "at least": at most so much is left. */
  atMost: boolean;
  at: number | null;
  peak: Peak | null;
  /** Room for further cars on this line; null: not known, or not told by lines (IT). */
  cars: number | null;
  carsBound: RoomBound;
  stale: boolean;
}

/** Below a line's meter: what is left, how many cars that is, and the peak with its time. */
export const LineFacts = memo(function LineFacts(props: Props) {
  const { name, headroomA, reservedA, atMost, at, peak, cars, carsBound, stale } = props;
  const t = useTranslations("phases");
  const units = useUnits();
  return (
    <p className="num col-span-3 mt-1 flex flex-wrap justify-between gap-x-4 text-[0.75rem] text-ink-3">
      <span>
        <Value
          inRow
          shown={headroomA === null ? null : units.currentA(headroomA)}
          at={at}
          old={stale}
          noClock
          atMost={atMost}
          sum
          label={t("leftOn", { line: name })}
          className="text-ink-2"
        />{" "}
        <Left cars={cars} bound={carsBound} />
      </span>
      {peak === null ? <span>{t("peakUnknown")}</span> : <LinePeak name={name} {...peak} />}
      {reservedA > 0 && (
        <span className="basis-full">{t("kept", { current: inWords(units.currentA(reservedA)) })}</span>
      )}
    </p>
  );
});

/** The words after what is left. */
const Left = memo(function Left({ cars, bound }: { cars: number | null; bound: RoomBound }) {
  const t = useTranslations("phases");
  return cars === null ? t("left") : `${t("left")}, ${t("roomCars", { n: cars, bound })}`;
});

const LinePeak = memo(function LinePeak({ name, currentA, at, atLeast }: Peak & { name: string }) {
  const t = useTranslations("phases");
  const units = useUnits();
  const time = useTime();
  return (
    <span>
      {t("peak")}{" "}
      <Value
        inRow
        shown={units.currentA(currentA)}
        at={at}
        old={false}
        atLeast={atLeast}
        label={t("peakOn", { line: name })}
        className="text-ink-2"
      />
      , {time(at)}
    </span>
  );
});
