import type { ListedCommand } from "../../lib/contract/api";
import type { ChargerState, StateWord } from "../../lib/domain/charger/state";
import type { Command, CommandKind, CommandStage } from "../../lib/domain/command/command";

const endings: ReadonlySet<CommandStage> = new Set(["rejected", "effective", "noEffect", "expired"]);

/** The stage that a command has reached. */
export const stageOf = (command: ListedCommand): CommandStage => command.course.at(-1)?.stage ?? "requested";

export const isEnded = (command: ListedCommand): boolean => endings.has(stageOf(command));

/** The command of a kind that is under way; at most one is. */
export function openOf(commands: readonly Command[], kind: CommandKind): Command | null {
  return commands.find((command) => command.kind === kind && !isEnded(command)) ?? null;
}

/** Effective as it was meant: nothing is to be said beside it. */
export const isAsAsked = ({ stage, reason }: Command["course"][number]): boolean =>
  stage === "effective" && reason?.code !== "carDeclined";

/** What ended longer ago stands in the log alone. */
const newsMs = 5 * 60_000;

export const isNewsAt = (at: number, now: number): boolean => now - at < newsMs;

/** Whether what has come of a command belongs beside its button: it is under way, or has ended within five minutes. */
export const isNews = (command: Command, now: number): boolean =>
  !isEnded(command) || isNewsAt(command.course.at(-1)?.at ?? 0, now);

const pair: readonly CommandKind[] = ["start", "stop"];

/** Whether somebody has started or stopped since, so that an earlier start or stop speaks of nothing any more. `at`: asked for, ms. */
export function isOvertaken(kind: CommandKind, at: number, commands: readonly Command[]): boolean {
  return pair.includes(kind) && commands.some((other) => pair.includes(other.kind) && askedAt(other) > at);
}

/** A charger tells what a command did a moment before or after the outcome is known. */
const settleMs = 10_000;
const wanted: Partial<Record<CommandKind, readonly StateWord[]>> = {
  start: ["charging", "waitingForCurrent"],
  stop: ["paused"],
};

/**
 * Whether an outcome still speaks of the charger's state. A start or stop that had its effect does as long as the state is what it was
 * to be; one that had none, or was refused, does until the state is another. `at`: when the outcome was known, ms.
 */
export function stillSpeaks(
  kind: CommandKind,
  at: number,
  hadEffect: boolean,
  { word, since }: Pick<ChargerState, "word" | "since">,
): boolean {
  const words = wanted[kind];
  if (words === undefined || since === null || since <= at + settleMs) return true;
  return hadEffect && words.includes(word);
}

/** When it was asked for. */
export const askedAt = (command: ListedCommand): number => command.course[0]?.at ?? 0;
