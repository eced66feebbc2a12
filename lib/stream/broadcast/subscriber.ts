import type { Actor } from "../../domain/access/actor";
import type { After } from "./frame-timer";

/** A page at the other end of an event stream. */
export interface Subscriber {
  readonly actor: Actor;
  readonly signIn: SignIn;
  /** False: it does not drain, and nothing was sent. */
  send(bytes: Uint8Array): boolean;
  /** Sends the last words and ends. What is not drained by `patienceMs` later is thrown away with the connection. */
  end(lastWords: Uint8Array): void;
}

/** The sign-in that a stream lives by: its own id, the version of the person it was given for (a wall link: 0), and when it ends, ms. */
export interface SignIn {
  id: string;
  version: number;
  endsAt: number;
}

/** How much may wait for a subscriber beyond its snapshot, in bytes. */
const slackBytes = 256 * 1024;
const patienceMs = 5_000;

/**
 * A subscriber and the body that is its answer. The body begins with `snapshot`; `left` is called once, however it ends: by
 * the page, by the connection or by us.
 */
export function openSubscriber(
  actor: Actor,
  signIn: SignIn,
  snapshot: Uint8Array,
  after: After,
  left: (subscriber: Subscriber) => void,
): { subscriber: Subscriber; body: ReadableStream<Uint8Array> } {
  // null: it has left.
  let page: ReadableStreamDefaultController<Uint8Array> | null = null;
  const leave = () => {
    if (page === null) return;
    page = null;
    left(subscriber);
  };
  const subscriber: Subscriber = {
    actor,
    signIn,
    send(bytes) {
      if (page === null) return true;
      if ((page.desiredSize ?? 0) <= 0) return false;
      page.enqueue(bytes);
      return true;
    },
    end(lastWords) {
      const ending = page;
      if (ending === null) return;
      leave();
      ending.enqueue(lastWords);
      ending.close();
      // After a close this does something only while bytes still wait: it lets go of them and of the connection.
      after(patienceMs, () => ending.error(new Error("The subscriber did not drain.")));
    },
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        page = given;
        given.enqueue(snapshot);
      },
      cancel: leave,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: slackBytes + 2 * snapshot.byteLength }),
  );
  return { subscriber, body };
}
