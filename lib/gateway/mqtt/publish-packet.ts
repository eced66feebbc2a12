/** What is sent to a client in an MQTT 3.1.1 PUBLISH packet. */
export interface Outgoing {
  topic: string;
  payload: Uint8Array;
  qos: 0 | 1;
  retain: boolean;
  /** It may have been sent before. */
  dup: boolean;
  /** With QoS 1: the packet id. */
  messageId: number | null;
}

/**
 * The bytes of an MQTT 3.1.1 PUBLISH packet (its section 3.3). The broker's own encoder cannot be had without its numbering,
 * which leaves out a message that a newer one has overtaken.
 */
export function encodePublish({ topic, payload, qos, retain, dup, messageId }: Outgoing): Buffer {
  const topicBytes = Buffer.byteLength(topic);
  const length = 2 + topicBytes + (qos > 0 ? 2 : 0) + payload.length;
  const lengthBytes = length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : 4;
  const packet = Buffer.allocUnsafe(1 + lengthBytes + length);
  let at = packet.writeUInt8(0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0), 0);
  for (let rest = length, n = 1; n <= lengthBytes; n++, rest >>= 7) {
    at = packet.writeUInt8((rest & 0x7f) | (n < lengthBytes ? 0x80 : 0), at);
  }
  at = packet.writeUInt16BE(topicBytes, at);
  at += packet.write(topic, at);
  if (qos > 0) at = packet.writeUInt16BE(messageId ?? 0, at);
  packet.set(payload, at);
  return packet;
}
