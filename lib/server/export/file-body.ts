import type { Readable } from "node:stream";

/** Who takes no piece for so long has gone away without a word. */
const longestWaitMs = 120_000;

/**
 * A file as the body of an answer, piece by piece as it is taken; it is let go of where nobody takes it any more. Not `Readable.toWeb`:
 * there, who goes away while a piece is on its way makes it throw where nobody can catch it.
 */
export function fileBody(file: Readable, waitMs = longestWaitMs): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]();
  const wait = () => setTimeout(() => file.destroy(new Error("Nobody takes the file.")), waitMs).unref();
  let waiting = wait();
  file.once("close", () => clearTimeout(waiting));
  return new ReadableStream(
    {
      async pull(controller) {
        clearTimeout(waiting);
        const { value, done } = await pieces.next();
        if (done === true) controller.close();
        else {
          controller.enqueue(value);
          waiting = wait();
        }
      },
      cancel() {
        file.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
