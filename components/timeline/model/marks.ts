import type { ListedCommand } from "../../../lib/contract/api";
import type { ChargerHistory, HistoryStates } from "../../../lib/contract/history";
import { type SettingKey, settingKeys, type VersionKey, versionKeys } from "./rows";
import type { TailPoint } from "./tail";

type Told = HistoryStates["spans"][number][2] | number;

/** Something that happened at an instant, ms. */
export type Mark = { at: number } & (
  | { kind: "command"; command: ListedCommand }
  | { kind: "warning"; name: string; isSet: boolean }
  | { kind: "firmware"; key: VersionKey; before: string; after: string }
  | { kind: "setting"; key: SettingKey; before: Told; after: Told }
  | { kind: "event"; level: string; message: string }
);

/** Something that keeps a mark apart from all others. */
export function markId(mark: Mark): string {
  switch (mark.kind) {
    case "command":
      return mark.command.id;
    case "event":
      return `${mark.at} ${mark.level} ${mark.message}`;
    case "warning":
      return `${mark.at} ${mark.name} ${mark.isSet}`;
    default:
      return `${mark.at} ${mark.key}`;
  }
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

function warningMarks(spans: readonly (readonly [from: number, value: readonly string[]])[], from: number): Mark[] {
  const marks: Mark[] = [];
  let before: readonly string[] | null = null;
  for (const [at, names] of spans) {
    const was = before ?? (at > from ? [] : names);
    for (const name of names) if (!was.includes(name)) marks.push({ at, kind: "warning", name, isSet: true });
    for (const name of was) if (!names.includes(name)) marks.push({ at, kind: "warning", name, isSet: false });
    before = names;
  }
  return marks;
}

/** Each value that is another than the one before, with both. */
function changes<T>(spans: readonly (readonly [at: number, value: T])[]): { at: number; before: T; after: T }[] {
  return spans.flatMap(([at, after], index) => {
    const before = spans[index - 1]?.[1];
    return before === undefined || JSON.stringify(before) === JSON.stringify(after) ? [] : [{ at, before, after }];
  });
}

/** Numbers are told in buckets: a change is at the begin of the first that differs. */
function valuesOf({ states, series }: ChargerHistory, key: string): [number, Told][] {
  const state = states?.find((one) => one.key === key);
  if (state !== undefined) return state.spans.map(([at, , value]) => [at, value]);
  const numbers = series.find((one) => one.key === key);
  // One in which it changed has a mean of both.
  return (numbers?.buckets ?? []).filter(([, min, max]) => min === max).map(([at, min]) => [at, min]);
}

const askedAt = ({ course }: Pick<ListedCommand, "course">) => course[0]?.at ?? 0;

/** What happened within what an answer covers, oldest first. `told`: commands as the page knows them, which are newer than the answer. */
export function marksOf(history: ChargerHistory, told: readonly ListedCommand[]): Mark[] {
  const commands = new Map((history.commands ?? []).map((command) => [command.id, command]));
  for (const command of told) if (askedAt(command) >= history.from) commands.set(command.id, command);
  const warnings = history.states?.find(({ key }) => key === "warnings")?.spans ?? [];
  const marks: Mark[] = [
    ...[...commands.values()].map((command): Mark => ({ at: askedAt(command), kind: "command", command })),
    ...warningMarks(
      warnings.map(([at, , value]) => [at, namesIn(value)]),
      history.from,
    ),
    ...versionKeys.flatMap((key) =>
      changes(valuesOf(history, key)).map(
        ({ at, before, after }): Mark => ({ at, kind: "firmware", key, before: String(before), after: String(after) }),
      ),
    ),
    // Over so long a range that states are left out, a number's changes alone would look like all of them.
    ...(history.states === null ? [] : settingKeys).flatMap((key) =>
      changes(valuesOf(history, key)).map((change): Mark => ({ ...change, kind: "setting", key })),
    ),
    ...(history.events ?? []).map((event): Mark => ({ ...event, kind: "event" })),
  ];
  return marks.sort((a, b) => a.at - b.at);
}

/** The warnings that the stream told since. */
export function tailMarks(tail: readonly TailPoint[]): Mark[] {
  const spans = tail.flatMap(({ at, warnings }): [number, readonly string[]][] =>
    warnings === null ? [] : [[at, warnings]],
  );
  return warningMarks(spans, tail[0]?.at ?? 0);
}

/** Marks that stand too near each other for a finger, as one. */
export interface MarkGroup {
  /** Where it stands: between the first and the last of them. */
  at: number;
  marks: Mark[];
}

/** Groups marks that would be drawn less than `nearMs` from the begin of their group. */
export function grouped(marks: readonly Mark[], nearMs: number): MarkGroup[] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && mark.at - last[0].at < nearMs) last.push(mark);
    else groups.push([mark]);
  }
  return groups.map((group) => ({ at: ((group[0]?.at ?? 0) + (group.at(-1)?.at ?? 0)) / 2, marks: group }));
}
