import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import type { MomentReading, MomentState } from "../../lib/contract/moment";
import { useSpan } from "../live/use-span";

export interface MomentWords {
  /** "Charging"; "Was charging" where it need not have been so any more. */
  state(reading: MomentReading<MomentState> | null): string;
  /** "12 s before"; with "old" where it was. */
  age(reading: { at: number; old: boolean }): string;
  /** "for 3 h", of what had begun at `from`, ms. */
  since(from: number): string;
}

/** What was, in words; ages are those at the moment `at`, ms. */
export function useMomentWords(at: number): MomentWords {
  const t = useTranslations("moment");
  const state = useTranslations("state");
  const was = useTranslations("was");
  const span = useSpan();
  const stateOf = useCallback(
    (reading: MomentReading<MomentState> | null) => {
      if (reading === null) return state("unknown");
      const { value, old } = reading;
      if (value === "waiting") return t(old ? "wasWaiting" : "waiting");
      return old ? was(value) : state(value);
    },
    [t, state, was],
  );
  const age = useCallback(
    (reading: { at: number; old: boolean }) =>
      t(reading.old ? "oldBefore" : "before", { span: span(Math.max(0, at - reading.at)) }),
    [t, span, at],
  );
  const since = useCallback((from: number) => t("since", { span: span(Math.max(0, at - from)) }), [t, span, at]);
  return useMemo(() => ({ state: stateOf, age, since }), [stateOf, age, since]);
}
