import { publishPacket } from "./packets";
import { instantLength, samples } from "./payloads";

/** Publish packets of many chargers in one piece of memory, to be written again and again. */
export interface Publishes {
  readonly count: number;
  readonly bytes: Buffer;
  /** Where the packet of this index ends. */
  endOf(index: number): number;
  /**
   * Gives the packets in [from, to) the time `at` (ms), a charger's second one there a millisecond more, and so on: what is written
   * at that time comes from chargers whose clocks are right.
   */
  tellTime(from: number, to: number, at: number): void;
}

/** `size` 1: single observations, else collections of that many. With acknowledgements (QoS 1): at most 65,535. */
export function publishesOf(count: number, chargers: number, size: number, acknowledged: boolean): Publishes {
  const ends: number[] = [];
  const instants: number[][] = [];
  let length = 0;
  const packets = samples(count, chargers, size).map((sample, index) => {
    const packet = publishPacket(sample.topic, sample.payload, acknowledged ? index + 1 : null);
    const begin = length + packet.length - sample.payload.length;
    instants.push(sample.instants.map((at) => begin + at));
    length += packet.length;
    ends.push(length);
    return packet;
  });
  const bytes = Buffer.concat(packets);
  const put = (from: number, to: number, at: number) => {
    const text = Buffer.from(new Date(at).toISOString().slice(0, instantLength));
    for (let index = from; index < to; index++) for (const place of instants[index] ?? []) text.copy(bytes, place);
  };
  return {
    count,
    bytes,
    endOf: (index) => ends[index] ?? 0,
    tellTime(from, to, at) {
      for (let turn = 0, begin = from; begin < to; turn++, begin += chargers)
        put(begin, Math.min(begin + chargers, to), at + turn);
    },
  };
}
