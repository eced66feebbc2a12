import { z } from "zod";

/** What the one who started a process asks it over their channel, and is answered with the same number. */
export const question = z.object({ question: z.number() });
export const answer = z.object({ answer: z.number() });

/**
 * Ends this process when the one that started it is gone, so that a killed start leaves nothing behind that holds a port.
 * Does nothing where no parent holds the other end of a channel. `end` is called once.
 */
export function endWithParent(end: () => void): void {
  if (!process.channel) return;
  process.once("disconnect", end);
  // The channel alone must not keep a finished process alive.
  process.channel.unref();
}

/** Answers the questions of the one who started this process from its event loop: a process that hangs does not answer. */
export function answerParent(): void {
  process.on("message", (message) => {
    const asked = question.safeParse(message);
    if (asked.success) tell({ answer: asked.data.question });
  });
}

/** Tells the parent, where there is one, that this process does its work now; from then on it answers. */
export function tellReady(): void {
  answerParent();
  tell({ ready: true });
}

function tell(message: object): void {
  // A parent that was killed in this moment hears nothing, and `endWithParent` ends what it has left.
  process.send?.(message, undefined, undefined, () => undefined);
}
