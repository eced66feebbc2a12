import type { ChildProcess } from "node:child_process";
import { answer } from "../../server/base/parent-process";

export interface QuestionRules {
  everyMs: number;
  /** So many in a row without an answer, each with `everyMs` of time for it: the child hangs. */
  unanswered: number;
  /** How long it may take until it answers for the first time. */
  startMs: number;
}

/** A busy part is late by a second or two; one that has been silent for ten does nothing for anybody. */
export const usualQuestions: QuestionRules = { everyMs: 2_000, unanswered: 5, startMs: 180_000 };

export interface Questions {
  /** It has answered the question before the present one. */
  answering(): boolean;
  stop(): void;
}

/**
 * Asks a child over its channel and calls `hung` once, with how long it has been silent, when it does not answer. Time in which
 * this process itself stood still (a sleeping machine, SIGSTOP, no processor to be had) counts against nobody.
 */
export function askRegularly(child: ChildProcess, rules: QuestionRules, hung: (silentMs: number) => void): Questions {
  const startedAt = performance.now();
  let answeredAt: number | null = null;
  let askedAt = startedAt;
  let asked = 0;
  let answered = 0;
  let missed = 0;
  let waitedMs = 0;

  const hear = (message: unknown) => {
    const heard = answer.safeParse(message);
    if (!heard.success) return;
    answered = Math.max(answered, heard.data.answer);
    answeredAt = performance.now();
    missed = 0;
  };
  const tick = () => {
    const now = performance.now();
    const inTime = now - askedAt < rules.everyMs * 1.5;
    askedAt = now;
    if (inTime) waitedMs += rules.everyMs;
    if (inTime && answeredAt !== null && answered < asked) missed += 1;
    if (answeredAt === null ? waitedMs >= rules.startMs : missed >= rules.unanswered) {
      stop();
      hung(now - (answeredAt ?? startedAt));
      return;
    }
    asked += 1;
    // A child that has died is told by its exit.
    if (child.connected) child.send({ question: asked }, () => undefined);
  };
  const timer = setInterval(tick, rules.everyMs);
  const stop = () => clearInterval(timer);
  child.on("message", hear);
  child.once("exit", stop);
  return { answering: () => answeredAt !== null && missed === 0, stop };
}
