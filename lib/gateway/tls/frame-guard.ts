import { createBucket, type Rate } from "../../domain/bucket";

/** What a client did that ends its connection before a parser sees it. */
export type FrameFault = "packetTooLarge" | "malformedLength" | "tooManyControlPackets";

export interface FrameLimits {
  firstPacketBytes: number;
  packetBytes: number;
  subscribeBytes: number;
  control: Rate;
}

/** MQTT packet types that cost the broker work and carry no message: SUBSCRIBE, UNSUBSCRIBE, PINGREQ. */
const control = new Set([8, 10, 12]);
const subscribing = new Set([8, 10]);

/**
 * Follows the frames of an MQTT byte stream (MQTT 3.1.1 section 2.2: a type byte, a length of one to four bytes, a body) without
 * keeping any of it, and names the first fault. The broker's own parser would buffer a packet of any announced size. `begun` is
 * called once, when the first packet is whole.
 */
export function createFrameGuard(
  limits: FrameLimits,
  now: () => number,
  begun: () => void = () => {},
): (chunk: Uint8Array) => FrameFault | null {
  const bucket = createBucket(limits.control, now());
  let isFirst = true;
  let largest = limits.firstPacketBytes;
  /** Bytes of the present packet's body that have not come yet; below 0: its length is being read. */
  let body = 0;
  let length = 0;
  let lengthBytes = 0;

  const ended = (): void => {
    if (isFirst) begun();
    isFirst = false;
  };

  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (body > 0) {
        const step = Math.min(body, chunk.length - at);
        body -= step;
        at += step;
        if (body === 0) ended();
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (body === 0) {
        const type = byte >> 4;
        if (control.has(type) && bucket.take(now()) > 0) return "tooManyControlPackets";
        if (!isFirst) largest = subscribing.has(type) ? limits.subscribeBytes : limits.packetBytes;
        body = -1;
        length = 0;
        lengthBytes = 0;
        continue;
      }
      length += (byte & 0x7f) * 128 ** lengthBytes;
      lengthBytes += 1;
      if (length > largest) return "packetTooLarge";
      if (byte >= 0x80) {
        if (lengthBytes === 4) return "malformedLength";
        continue;
      }
      body = length;
      if (body === 0) ended();
    }
    return null;
  };
}
