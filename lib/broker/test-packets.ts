import type { Socket } from "node:net";

/** An MQTT 3.1.1 packet of a client: its kind as a number (1 connect, 3 publish, 8 subscribe), its own bytes, its body. */
export interface ClientPacket {
  kind: number;
  whole: Buffer;
  body: Buffer;
}

/** Cuts what a client sends into packets: a kind and flags in one byte, the body's length in 7-bit groups, the body. */
export function onPacket(socket: Socket, take: (packet: ClientPacket) => void): void {
  let waiting = Buffer.alloc(0);
  socket.on("data", (data: Buffer) => {
    waiting = Buffer.concat([waiting, data]);
    for (;;) {
      const begin = waiting.findIndex((byte, at) => at > 0 && byte < 128) + 1;
      if (begin < 2) return;
      const length = waiting.subarray(1, begin).reduce((sum, byte, at) => sum + (byte & 127) * 128 ** at, 0);
      if (waiting.length < begin + length) return;
      const whole = waiting.subarray(0, begin + length);
      waiting = waiting.subarray(begin + length);
      take({ kind: (whole[0] ?? 0) >> 4, whole, body: whole.subarray(begin) });
    }
  });
}

export const connack = Buffer.from([0x20, 2, 0, 0]);

/** Answers a subscription with a code for each of its topics; its body begins with the packet id. */
export function suback(subscribe: ClientPacket, codes: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from([0x90, 2 + codes.length]), subscribe.body.subarray(0, 2), Buffer.from(codes)]);
}

/** Acknowledges a publish at QoS 1; its packet id follows its topic. */
export function puback(publish: ClientPacket): Buffer {
  const at = 2 + publish.body.readUInt16BE(0);
  return Buffer.concat([Buffer.from([0x40, 2]), publish.body.subarray(at, at + 2)]);
}
