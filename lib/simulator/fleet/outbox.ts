export interface Letter {
  topic: string;
  payload: string;
}

/**
 * What a charger has said and nobody has acknowledged. After an outage the unacknowledged goes out again: late, and some of
 * it for the second time.
 */
export interface Outbox {
  waiting: Letter[];
  inFlight: Set<Letter>;
}

const inFlightAtMost = 16;
/** A charger's memory ends: beyond this the oldest are forgotten. */
const waitingAtMost = 2000;

export const newOutbox = (): Outbox => ({ waiting: [], inFlight: new Set() });

export function put(box: Outbox, letter: Letter): void {
  box.waiting.push(letter);
  if (box.waiting.length > waitingAtMost) box.waiting.shift();
}

export interface Postman {
  /** Whether letters can go out now. */
  open(): boolean;
  /** Sends one, and calls back with whether it was acknowledged. */
  send(letter: Letter, done: (acknowledged: boolean) => void): void;
}

/** Sends what may go now, and more with each acknowledgement. */
export function flush(box: Outbox, postman: Postman): void {
  while (box.inFlight.size < inFlightAtMost && postman.open()) {
    const letter = box.waiting.shift();
    if (!letter) return;
    box.inFlight.add(letter);
    postman.send(letter, (acknowledged) => {
      // After a lost connection it is waiting again already.
      if (acknowledged && box.inFlight.delete(letter)) flush(box, postman);
    });
  }
}

/** The connection is gone: what was on its way waits again, before the rest. */
export function takeBack(box: Outbox): void {
  box.waiting.unshift(...box.inFlight);
  box.inFlight.clear();
}
