import type { ChargerMessage } from "../../domain/charger-message";

// PostgreSQL's binary form of COPY (documentation of COPY, "Binary Format"): a header, each row as the number of its fields and
// each field with its length, and an end.
const header = Buffer.from("5047434f50590aff0d0a000000000000000000", "hex");
const end = Buffer.from("ffff", "hex");

/** The columns of a row, in this order. */
export const copiedColumns = "device_id, at, sent, flags, topic, payload";
const fields = 6;
/** The number of fields, a length for each, and the values of fixed length: bigint, boolean, smallint. */
const fixedBytes = 2 + fields * 4 + 8 + 1 + 2;

/** Messages as rows for `copy ... (format binary)`, payloads byte for byte. */
export function copyOf(messages: readonly ChargerMessage[]): Buffer {
  return Buffer.concat([header, ...messages.map(rowOf), end]);
}

function rowOf({ deviceId, atUs, direction, flags, topic, payload }: ChargerMessage): Buffer {
  const id = Buffer.from(deviceId);
  // MQTT allows no U+0000 in a topic, and PostgreSQL's text cannot hold it.
  const name = Buffer.from(topic.replaceAll("\u0000", ""));
  const row = Buffer.allocUnsafe(fixedBytes + id.length + name.length + payload.length);
  let at = row.writeInt16BE(fields, 0);
  const bytes = (value: Uint8Array) => {
    at = row.writeInt32BE(value.length, at);
    row.set(value, at);
    at += value.length;
  };
  bytes(id);
  at = row.writeInt32BE(8, at);
  at = row.writeBigInt64BE(BigInt(atUs), at);
  at = row.writeInt32BE(1, at);
  at = row.writeUInt8(direction === "toCharger" ? 1 : 0, at);
  at = row.writeInt32BE(2, at);
  at = row.writeInt16BE(flags, at);
  bytes(name);
  bytes(payload);
  return row;
}
