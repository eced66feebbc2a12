import type { SessionView } from "../../contract/view";
import type { ChargerState } from "../../domain/charger/state";
import type { Book } from "../book/book";
import type { TrueSession } from "../book/course";
import { modeName } from "../book/course";
import { inFlightMs } from "./finding";
import {
  type Asked,
  isInstantOf,
  isMarkedOld,
  judgeReading,
  type Ruling,
  right,
  seconds,
  untold,
  wrong,
} from "./judge-reading";

export interface Look {
  book: Book;
  live: boolean;
  now: number;
  memory: Asked["memory"];
  healthy: boolean;
}

/** The state in words, and the mode. Where something that it follows from is still on its way, nothing is certain. */
export function judgeState({ book, live, now, healthy }: Look, shown: ChargerState): Ruling {
  const { course } = book;
  if (!live || isMarkedOld(shown)) return untold;
  const step = course.now;
  if (step === null || !course.isSettled(now - inFlightMs)) return untold;
  if (step.states.includes(shown.word) && modeName(step.mode) === shown.mode) return right;
  if (shown.word === "unknown") return healthy ? wrong("hidden", `unknown, it is ${step.states[0]}`) : untold;
  return wrong(
    "wrongState",
    `${shown.word} (${shown.mode}), it is ${step.states.join(" or ")} (${step.mode}) since ${seconds(step.message.sentAt, now)}`,
  );
}

const ruled = (field: string, ruling: Ruling) => ({ field, ruling });

/** The session with its tag, energy and start: each must be that session's own, however old it is. */
export function judgeSession(given: Look, shown: SessionView | null): { field: string; ruling: Ruling }[] {
  const look = { ...given, live: given.live && !isMarkedOld(shown) };
  const { book, live, now } = look;
  const { course } = book;
  const settled = course.isSettled(now - inFlightMs);
  const present = course.now?.session ?? null;
  if (shown === null) {
    if (!live || !settled || present === null) return [ruled("session", live && settled ? right : untold)];
    return [ruled("session", wrong("wrongSession", `none, it is in ${present.id}`))];
  }
  const session = course.sessions.get(shown.id);
  if (session === undefined) return [ruled("session", wrong("wrongSession", `${shown.id} was never told`))];
  const other = live && settled && session !== present;
  const ofSession = other
    ? wrong("wrongSession", `${shown.id}, it is in ${present?.id ?? "none"}`)
    : live && settled
      ? right
      : untold;
  return [
    ruled("session", ofSession),
    ruled("tag", judgeTag(look, session, shown.tag, settled)),
    ruled("energy", judgeEnergy(look, session, shown)),
    ruled("start", judgeStart(look, session, shown.startedAt)),
  ];
}

/** A tag that overtook what tells of its session: until that has come, it looks as if the car before had shown it. */
function overtook({ book, now }: Look, shown: string): boolean {
  return [...book.course.sessions.values()].some(({ tags, starts: [start] }) => {
    const tag = tags.find(({ value }) => value === shown);
    if (tag === undefined || start === undefined) return false;
    const [tagAt, startAt] = [tag.message.acknowledgedAt ?? now, start.message.acknowledgedAt ?? now];
    return startAt > tagAt && now - startAt <= inFlightMs;
  });
}

function judgeTag(look: Look, session: TrueSession, shown: string | null, settled: boolean): Ruling {
  const { book, live } = look;
  const accepted = book.course.tagOf(session);
  if (shown === null)
    return live && settled && accepted !== null ? wrong("wrongTag", `none, it is ${accepted}`) : untold;
  if (session.tags.some(({ value }) => value === shown) && book.course.accepts(shown)) return right;
  if (overtook(look, shown)) return untold;
  return wrong("wrongTag", `${shown} for a car that showed ${session.tags.at(-1)?.value ?? "none"}`);
}

function judgeEnergy(look: Look, session: TrueSession, { energyKwh }: SessionView): Ruling {
  const live = look.live && !isMarkedOld(energyKwh);
  const ruling = judgeReading({ ...look, live, id: 553, words: session.energies, shown: energyKwh });
  return ruling.lie === "neverSaid"
    ? wrong("wrongEnergy", `${energyKwh?.value} kWh was not told in this session`)
    : ruling;
}

function judgeStart({ book, now }: Look, session: TrueSession, shown: number | null): Ruling {
  if (shown === null) return untold;
  const fits = session.starts.some((word) => isInstantOf(book, word, shown, now));
  const began = session.starts[0]?.at ?? null;
  return fits ? right : wrong("wrongStart", `${seconds(shown, now)}, it began ${seconds(began, now)}`);
}
