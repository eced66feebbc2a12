import type { HistoryStates } from "../../contract/history";
import type { ObservationValue } from "../../domain/charger/observation";
import { type Hold, type Span, stepsOf } from "../../history/steps";

/** A word, a text or a switch that was told; null: it was cleared, or cannot be read. */
export interface ToldState {
  /** ms. */
  at: number;
  value: Exclude<ObservationValue, number> | null;
}

const mostSpans = 2_000;

/** What held when. Of a very long list the newest. */
export function statesOf(
  told: readonly ToldState[],
  hold: Hold,
  { online, watched }: { online: readonly Span[]; watched: readonly Span[] },
  { from, to }: Span,
): Pick<HistoryStates, "spans" | "more"> {
  const values: ToldState["value"][] = [];
  const places = new Map<string, number>();
  const placed = told.map(({ at, value }) => ({ at, value: value === null ? null : placeOf(value) }));
  const all = stepsOf(placed, hold, online, to, watched).filter((step) => step.to > from);
  const spans = all.slice(-mostSpans).flatMap((step): HistoryStates["spans"] => {
    const value = values[step.mean];
    return value === undefined || value === null ? [] : [[Math.max(from, step.from), step.to, value]];
  });
  return { spans, more: all.length > mostSpans };

  /** Values are compared by what they say. */
  function placeOf(value: NonNullable<ToldState["value"]>): number {
    const name = JSON.stringify(value);
    const known = places.get(name) ?? values.push(value) - 1;
    places.set(name, known);
    return known;
  }
}
