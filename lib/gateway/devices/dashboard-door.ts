import type { PublishPacket } from "aedes";
import type { Logger } from "pino";
import { parseJson } from "../../domain/json";
import { meterTopic } from "../../domain/settings/settings-shape";
import { gatewayTopic } from "../../protocol/product/gateway-journal";
import { pricesFilter } from "../../protocol/product/prices";
import { encodeMarker } from "../../protocol/product/topics";
import { protocols } from "../../protocol/registry";
import { deviceFilters, parseCommandTopic } from "../../protocol/zaptec/device-topics";
import { serialPattern } from "../../protocol/zaptec/serial";
import { olderAnswerFilter } from "../../protocol/zaptec/topics";
import { limits } from "../limits";
import { cut, type Peer, Violation } from "../mqtt/peer";
import { hand } from "./charger-door";

/** Whether a dashboard may subscribe to this filter. */
export function isFleetFilter(clientId: string, filter: string): boolean {
  if (filter === olderAnswerFilter || filter === pricesFilter || filter === gatewayTopic(clientId)) return true;
  if (protocols.subscriptions(clientId).some((one) => one.filter === filter)) return true;
  return meterTopic.safeParse(filter).success;
}

/**
 * What a dashboard publishes: its marker passes; a command is given to the one charger it is for, if that is connected and
 * listens, and otherwise goes nowhere. @returns the violation that ends its connection, or null.
 */
export function passDashboard(peer: Peer, packet: PublishPacket, find: (clientId: string) => Peer | null, log: Logger) {
  if (packet.topic === encodeMarker(peer.client.id, "").topic) return null;
  const command = parseCommandTopic(packet.topic);
  if (!command) return new Violation("published to a topic that is not its own", cut(packet.topic));
  const { deviceId, method, rid, deviceTopic } = command;
  const charger = find(deviceId);
  const body = bodyOf(packet.payload);
  const said = { dashboard: peer.client.id, deviceId, topic: deviceTopic };
  if (!serialPattern.test(deviceId))
    log.warn(said, "a command was left out: only Zaptec chargers connect to this gateway");
  else if (body === null) log.error(said, "a command was left out: its body is not JSON, or too large");
  else if (charger && !charger.commands.isInTime())
    log.warn(said, "a command was left out: it may have waited too long");
  else if (!charger || !hand(charger, deviceFilters.methods, deviceTopic, body, log)) {
    log.info(said, "a command was left out: the charger does not listen");
  } else charger.commands.given({ deviceId, method, rid });
  return null;
}

/** A command's body is never empty: the official device SDK answers an empty one with 400. */
function bodyOf(payload: string | Buffer): string | null {
  if (payload.length === 0) return "null";
  if (payload.length > limits.commandBytes) return null;
  const text = payload.toString();
  return parseJson(text) === undefined ? null : text;
}
