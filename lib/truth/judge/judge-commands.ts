import type { Command } from "../../domain/command/command";
import type { Book, Receipt } from "../book/book";
import type { Word } from "../book/message";
import { type Finding, inFlightMs } from "./finding";
import { type Ruling, right, seconds, untold, wrong } from "./judge-reading";

/** A command's deadline, ms: what has no answer by then has expired, and must not be carried out later. */
const answerWithinMs = 15_000;
/** What a clock of ours and a busy machine may add, ms. */
const slackMs = 2_000;
/** After its last deadline a command must have ended within this, ms, also where the dashboard was away meanwhile. */
const endWithinMs = 180_000;

type Step = Book["course"]["steps"][number];
type Stage = Command["course"][number]["stage"];
const stageAt = ({ course }: Command, ...stages: Stage[]) =>
  course.find(({ stage }) => stages.includes(stage))?.at ?? null;
const ends: readonly Stage[] = ["rejected", "effective", "noEffect", "expired"];

/** What lies between two instants of a list that is in the order of time: a run of an hour has tens of thousands of messages, looked at with each frame. */
function between<T>(list: readonly T[], atOf: (one: T) => number, from: number, until: number): T[] {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atOf(list[middle] as T) < from) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < list.length && atOf(list[i] as T) <= until; i += 1) found.push(list[i] as T);
  return found;
}

const messagesBetween = ({ messages }: Book, from: number, until: number) =>
  between(messages, ({ writtenAt }) => writtenAt, from, until);

/**
 * When what a command asks for had happened since the charger took it and by `until`, ms: as said in a message, or as booted. Null: it had
 * not.
 */
function effectAt(book: Book, kind: Command["kind"], { at, sessionId }: Receipt, until: number): number | null {
  if (kind === "restart") return book.boots.find((bootedAt) => bootedAt > at && bootedAt <= until) ?? null;
  if (kind === "upgradeFirmware") {
    const before = book.words.get(911)?.findLast((word) => word.at <= at)?.value;
    const isNewer = ({ id, value }: Word) => id === 911 && value !== before;
    return messagesBetween(book, at, until).find(({ words }) => words.some(isNewer))?.writtenAt ?? null;
  }
  const steps = between(book.course.steps, ({ message }) => message.writtenAt, at, until);
  const effects = {
    stop: (one: Step) => one.states.includes("paused"),
    start: (one: Step) => one.session?.id === sessionId && one.mode === 3,
  } satisfies Record<typeof kind, (one: Step) => boolean>;
  return steps.find(effects[kind])?.message.writtenAt ?? null;
}

/** A command in words: its kind, its course, and each time that it reached the charger, in which session; times are seconds of the minute. */
function wordsOf({ kind, course }: Command, receipts: readonly Receipt[]): string {
  const time = (at: number) => new Date(at).toISOString().slice(17, 23);
  const steps = course.map(({ stage, at, reason }) => `${stage} ${time(at)}${reason ? ` ${reason.code}` : ""}`);
  const reached = receipts.map(
    ({ at, sessionId }) => `reached it ${time(at)} in ${sessionId?.slice(-6) ?? "no session"}`,
  );
  return `${kind} (${[...steps, ...reached].join(", ")})`;
}

/** What a command's course claims, against what reached the charger and what came of it. */
export function judgeCommand(book: Book, command: Command, now: number): Ruling {
  const receipts = book.receipts.filter(({ rid }) => rid === command.id);
  const [receipt] = receipts;
  const words = () => wordsOf(command, receipts);
  if (receipts.length > 1) return wrong("commandTwice", `${words()} reached it ${receipts.length} times`);
  const publishedAt = stageAt(command, "published", "requested") ?? now;
  // What lies in the kernel of a gateway that is killed is delivered all the same, for minutes.
  const canStop = !book.gatewayKills.some((at) => at >= publishedAt && at <= publishedAt + answerWithinMs);
  const isLate = (dueAt: number) => canStop && receipt !== undefined && receipt.at > dueAt + slackMs;
  if (receipt && isLate(publishedAt + answerWithinMs))
    return wrong(
      "commandLate",
      `${words()} reached it ${((receipt.at - publishedAt) / 1000).toFixed(1)} s after it went out`,
    );
  const endedAt = stageAt(command, ...ends);
  if (endedAt === null) {
    const due =
      command.deadlineAt ?? (command.waiting === null ? publishedAt + answerWithinMs : Number.POSITIVE_INFINITY);
    return now > due + endWithinMs
      ? wrong("commandWithoutEnd", `${words()} went out ${seconds(publishedAt, now)}`)
      : untold;
  }
  const last = command.course.at(-1);
  const stage = last?.stage;
  const happenedAt =
    receipt && receipt.status === 200 ? effectAt(book, command.kind, receipt, endedAt + slackMs) : null;
  const inTime =
    happenedAt !== null && happenedAt < endedAt - inFlightMs && effectWasHeard(book, happenedAt, endedAt - inFlightMs);
  if (stage === "expired" && isLate(endedAt)) return wrong("commandLate", `${words()} had expired when it reached it`);
  if (stage === "expired" && inTime && receipt && last?.yet === undefined)
    return wrong("falseExpired", `${words()} had its effect ${seconds(happenedAt, now)}`);
  if (stage === "noEffect" && inTime)
    return wrong("falseNoEffect", `${words()} had its effect ${seconds(happenedAt, now)}`);
  if (stage === "effective" && happenedAt === null)
    return wrong(
      "falseEffective",
      `${words()}: ${receipt ? `answered ${receipt.status}, no effect` : "never reached it"}`,
    );
  if (stage === "rejected" && receipt?.status === 200)
    return wrong("falseRejected", `${words()} was rejected, it answered 200`);
  return right;
}

/** Whether all that the charger said of it had been acknowledged by then. */
function effectWasHeard(book: Book, from: number, until: number): boolean {
  const messages = messagesBetween(book, from - inFlightMs, from);
  return (
    messages.length > 0 && messages.every(({ acknowledgedAt }) => acknowledgedAt !== null && acknowledgedAt <= until)
  );
}

/** All of a charger's commands, as its page lists them. */
export function judgeCommands(book: Book, commands: readonly Command[], now: number): Finding[] {
  return commands.map((command) => ({
    of: book.deviceId,
    field: `command ${command.id}`,
    at: now,
    ...judgeCommand(book, command, now),
  }));
}

/** The commands that were accepted for a charger: each stands in its list (`listed`), and what the list says of it is true. */
export function judgeListed(
  book: Book,
  accepted: readonly string[],
  listed: readonly Command[],
  now: number,
): Finding[] {
  return accepted.map((id) => {
    const about = { of: book.deviceId, field: `listed ${id}`, at: now };
    const command = listed.find((one) => one.id === id);
    if (command === undefined) return { ...about, ...wrong("commandMissing", `${id} is not in its list`) };
    return { ...about, ...judgeCommand(book, command, now) };
  });
}

/**
 * 601 is for a car whose accepted tag was shown, now or a moment before it was acknowledged that the car left. Over a link that
 * something has just befallen it may be as late as any command.
 */
export function judgeGrant(book: Book, receipt: Receipt, now: number): Ruling {
  const { course } = book;
  const late = answerWithinMs + slackMs;
  const since = now - (book.link.calmMs(now) < late ? late : inFlightMs);
  const tagged = course.possibleAt(since).some(({ session }) => session !== null && course.tagOf(session) !== null);
  return tagged ? right : wrong("grantedWithoutTag", `601 in session ${receipt.sessionId ?? "none"}`);
}
