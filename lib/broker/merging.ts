import { type Bucket, chargerMessages, createBucket } from "../domain/bucket";
import type { DeviceId } from "../domain/ids";
import type { Arrival } from "../protocol/message";
import { undecodable } from "../protocol/read/undecodable";
import { addTo, arrivalOf, beginMerged, fits, type Merged, sampleOfMerged } from "./merged";

export interface MergingEvents {
  arrival(arrival: Arrival): void;
  /** A merged arrival could not be taken in: a fault of the program. */
  failed(error: unknown): void;
  /** So many messages of a charger were merged in about a second. */
  merged(deviceId: DeviceId, messages: number): void;
}

/** The bound on what one charger can cost: beyond its rate, messages of measurements alone are merged. */
export interface Merging {
  /**
   * Passes an arrival on, now or merged with others at most `mergeMs` later; a charger's order is kept. `measured`: it tells
   * measurements alone.
   */
  take(arrival: Arrival, measured: boolean): void;
  /** Passes on all that is merged so far. */
  flush(): void;
  /** The same, and tells of all that was merged. */
  close(): void;
}

export interface MergingClock {
  /** ms that never go back. */
  now(): number;
  after(ms: number, then: () => void): () => void;
}

interface Speaker {
  readonly deviceId: DeviceId;
  readonly bucket: Bucket;
  merged: Merged | null;
  /** Merged messages that were not told of yet, since when, and the last delivery of them. */
  untold: number;
  untoldSince: number;
  last: Merged | null;
}

/** How long the first of merged messages waits at most. */
const mergeMs = 100;
const tellMs = 1_000;
const mostSpeakers = 10_000;

const realClock: MergingClock = {
  now: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export function createMerging(on: MergingEvents, clock: MergingClock = realClock): Merging {
  const speakers = new Map<DeviceId, Speaker>();
  /** Those with something merged, or untold. */
  const busy = new Set<Speaker>();
  let cancel: (() => void) | null = null;

  const speakerOf = (deviceId: DeviceId): Speaker => {
    const known = speakers.get(deviceId);
    if (known) return known;
    const bucket = createBucket(chargerMessages, clock.now());
    const speaker: Speaker = { deviceId, bucket, merged: null, untold: 0, untoldSince: 0, last: null };
    speakers.set(deviceId, speaker);
    // One that is forgotten begins again with a full burst.
    for (const oldest of speakers.values()) {
      if (speakers.size <= mostSpeakers) break;
      if (!busy.has(oldest)) speakers.delete(oldest.deviceId);
    }
    return speaker;
  };

  const pass = (arrival: Arrival): void => {
    try {
      on.arrival(arrival);
    } catch (error) {
      on.failed(error);
    }
  };

  const deliver = (speaker: Speaker): void => {
    const { merged } = speaker;
    if (merged === null) return;
    speaker.merged = null;
    if (merged.messages > 1) {
      if (speaker.untold === 0) speaker.untoldSince = clock.now();
      speaker.untold += merged.messages;
      speaker.last = merged;
    }
    if (speaker.untold === 0) busy.delete(speaker);
    pass(arrivalOf(merged));
  };

  const tell = (speaker: Speaker): void => {
    const { deviceId, untold: messages, last } = speaker;
    speaker.untold = 0;
    speaker.last = null;
    if (speaker.merged === null) busy.delete(speaker);
    if (last === null) return;
    on.merged(deviceId, messages);
    const detail = `${messages} messages merged in the last second`;
    const { receivedAt } = last.arrival;
    const told = undecodable(deviceId, "tooManyMessages", detail, sampleOfMerged(last), receivedAt);
    pass({ ...last.arrival, message: { ...told, messages } });
  };

  const round = (): void => {
    for (const speaker of [...busy]) {
      deliver(speaker);
      if (speaker.untold > 0 && clock.now() - speaker.untoldSince >= tellMs) tell(speaker);
    }
  };

  const arm = (): void => {
    if (busy.size === 0) return;
    cancel ??= clock.after(mergeMs, () => {
      cancel = null;
      round();
      arm();
    });
  };

  return {
    take(arrival, measured) {
      const { message } = arrival;
      if (!("deviceId" in message) || message.deviceId === null) return on.arrival(arrival);
      const speaker = speakerOf(message.deviceId);
      const canMerge = measured && !arrival.retained && message.kind === "observations";
      if (canMerge && speaker.merged !== null && fits(speaker.merged, arrival, message)) {
        addTo(speaker.merged, arrival, message);
        return;
      }
      deliver(speaker);
      const isInRate = speaker.bucket.tryTake(clock.now());
      if (!canMerge || isInRate) return on.arrival(arrival);
      speaker.merged = beginMerged(arrival, message);
      busy.add(speaker);
      arm();
    },
    flush() {
      for (const speaker of [...busy]) deliver(speaker);
    },
    close() {
      cancel?.();
      cancel = null;
      for (const speaker of [...busy]) {
        deliver(speaker);
        if (speaker.untold > 0) tell(speaker);
      }
    },
  };
}
