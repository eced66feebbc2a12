"use client";

import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useNow } from "../../lib/client/state/use-now";
import { TimeZone, timeZoneAt } from "./time-zone";
import { type TipLine, type TipTarget, tipLines } from "./tip-target";
import { useAge } from "./use-age";
import { useTime } from "./use-time";
import { useTip } from "./use-tip";

const tipId = "age-tip";

/** The page's one tip: how old the value is that is pointed at, focused or touched. */
export function AgeTip() {
  const target = useTip();
  if (!target?.element.isConnected) return null;
  return (
    <TimeZone timeZone={timeZoneAt(target.element)}>
      <Tip target={target} />
    </TimeZone>
  );
}

function Tip({ target }: { target: TipTarget }) {
  const { element } = target;
  const t = useTranslations("value");
  const age = useAge();
  const time = useTime(true);
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useEffect(() => {
    element.setAttribute("aria-describedby", tipId);
    return () => element.removeAttribute("aria-describedby");
  }, [element]);

  useLayoutEffect(() => {
    const near = target.element.getBoundingClientRect();
    const own = box.current?.getBoundingClientRect();
    if (!own) return;
    const left = Math.min(Math.max(8, near.left + near.width / 2 - own.width / 2), window.innerWidth - own.width - 8);
    const above = near.top - own.height - 8;
    setPlace({ left, top: above < 8 ? near.bottom + 8 : above });
  }, [target]);

  const told = ({ at, old, sum, exact }: TipLine) => {
    if (at === null) return t("never");
    const observed = t(old ? "oldSince" : sum ? "mostlyOld" : "observed", { age: age(at, now) });
    return [exact, observed, t("at", { time: time(at) })].filter((part) => part !== null).join(", ");
  };

  return (
    <div
      ref={box}
      id={tipId}
      role="tooltip"
      className="pointer-events-none fixed z-50 max-w-[calc(100vw-1rem)] rounded-lg bg-ink px-3 py-2 text-[0.8125rem] text-bg shadow-raised"
      style={place ?? { left: 0, top: 0, visibility: "hidden" }}
    >
      {tipLines(target).map((line) => (
        <p key={line.label} className="num">
          <span className="font-semibold">{line.label}</span> {told(line)}
        </p>
      ))}
    </div>
  );
}
