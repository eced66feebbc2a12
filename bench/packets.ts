/** MQTT 3.1.1 packets, ready to be written again and again. */
function packet(head: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; rest > 0 || length.length === 0; rest >>= 7) {
    length.push((rest & 127) | (rest > 127 ? 128 : 0));
  }
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

/** CONNECT with a clean session and no keep-alive. */
export function connectPacket(clientId: string, username: string, password: string): Buffer {
  const flags = 0b1100_0010;
  return packet(0x10, text("MQTT"), Buffer.from([4, flags, 0, 0]), text(clientId), text(username), text(password));
}

/** PUBLISH at QoS 0; at QoS 1 where it has a packet id, 1 to 65535. */
export function publishPacket(topic: string, payload: Uint8Array, id: number | null = null): Buffer {
  if (id === null) return packet(0x30, text(topic), payload);
  return packet(0x32, text(topic), Buffer.from([id >> 8, id & 255]), payload);
}
