import type { Command, CommandReason, CommandStep } from "./command";

/** Whether a reason may have the charger's own words in it. */
const isRaw = (reason: CommandReason | null): boolean =>
  reason?.code === "chargerRefused" || reason?.code === "oldVersion";

const withoutRawReason = (reason: CommandReason): CommandReason => {
  if (reason.code === "chargerRefused") return { ...reason, body: null };
  return reason.code === "oldVersion" ? { ...reason, said: null } : reason;
};

const withoutRawStep = (step: CommandStep): CommandStep => ({
  ...step,
  reason: step.reason && withoutRawReason(step.reason),
  ...(step.yet && { yet: { ...step.yet, reason: withoutRawReason(step.yet.reason) } }),
});

/** A command as everyone may read it: without the charger's own words, which are in no language of the pages. */
export function withoutRaw(command: Command): Command {
  const { course } = command;
  return course.some(({ reason, yet }) => isRaw(reason) || isRaw(yet?.reason ?? null))
    ? { ...command, course: course.map(withoutRawStep) }
    : command;
}

function textOf(reason: CommandReason): string | null {
  if (reason.code === "chargerRefused")
    return reason.body === null ? `${reason.status}` : `${reason.status} ${reason.body}`;
  return reason.code === "oldVersion" ? reason.said : null;
}

/** The charger's own words in a command's course, as it said them. */
export function rawWords(course: Command["course"]): { at: number; text: string }[] {
  return course.flatMap(({ at, reason, yet }) =>
    [reason && { at, reason }, yet ?? null].flatMap((told) => {
      const text = told && textOf(told.reason);
      return told === null || text === null ? [] : [{ at: told.at, text }];
    }),
  );
}
