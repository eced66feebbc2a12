import type { PublishPacket } from "aedes";
import type { Logger } from "pino";
import type { DeviceId } from "../../domain/ids";
import { isJsonObject, type JsonObject, parseJson } from "../../domain/json";
import { mergePatch } from "../../domain/merge-patch";
import { withoutStamp } from "../../protocol/product/stamp";
import {
  answerTopic,
  desiredTopic,
  deviceFilters,
  parseDeviceTopic,
  twinAnswerTopic,
} from "../../protocol/zaptec/device-topics";
import { limits } from "../limits";
import { cut, type Peer, Violation } from "../mqtt/peer";
import type { Roll } from "./device-registry";
import type { TwinPart } from "./enrolment";
import { desiredText, patchFault, twinText } from "./twin";

/** Gives a charger a message, now or never. @returns false: it does not listen to that, or does not read. */
export function hand(peer: Peer, filter: string, topic: string, payload: string | Buffer, log: Logger): boolean {
  if (!peer.filters.has(filter) || peer.client.closed || peer.socket.writableLength > limits.unreadBytes) return false;
  peer.client.publish({ cmd: "publish", topic, payload, qos: 0, retain: false, dup: false }, (error) => {
    if (error) log.info({ client: peer.client.id, reason: error.message }, "a charger could not be told");
  });
  return true;
}

/**
 * What a charger publishes: telemetry passes, answers are put under the topic that names the charger, its twin is served here.
 * The packet is changed in place before the broker takes it on. @returns the violation that ends its connection, or null.
 */
export function passCharger(
  peer: Peer,
  deviceId: DeviceId,
  packet: PublishPacket,
  roll: Roll,
  log: Logger,
): Violation | null {
  const said = parseDeviceTopic(deviceId, packet.topic);
  if (!said) return new Violation("published to a topic that is not its own", cut(packet.topic));
  switch (said.kind) {
    case "telemetry":
      packet.topic = withoutStamp(packet.topic);
      return null;
    case "answer":
      peer.commands.answered(said.rid);
      packet.topic = answerTopic(deviceId, said.status, said.rid);
      return null;
    case "twinGet":
      answerTwin(peer, deviceId, said.rid, roll, log);
      return null;
    case "twinReported":
      takeReport(peer, deviceId, said.rid, packet.payload, roll, log);
      return null;
  }
}

function answerTwin(peer: Peer, deviceId: DeviceId, rid: string, roll: Roll, log: Logger): void {
  const charger = roll.find(deviceId);
  if (!charger) return;
  const text = twinText(charger.desired, charger.reported);
  hand(peer, deviceFilters.twinAnswers, twinAnswerTopic(200, rid), text, log);
}

function takeReport(
  peer: Peer,
  deviceId: DeviceId,
  rid: string,
  payload: string | Buffer,
  roll: Roll,
  log: Logger,
): void {
  const charger = roll.find(deviceId);
  if (!charger) return;
  const document = reportedAfter(charger.reported.document, payload);
  if (typeof document === "string") {
    log.warn({ deviceId, reason: document }, "refused what a charger reported");
    const text = JSON.stringify({ errorCode: 400, message: document });
    hand(peer, deviceFilters.twinAnswers, twinAnswerTopic(400, rid), text, log);
    return;
  }
  const version = charger.reported.version + 1;
  roll.setReported(deviceId, { document, version });
  hand(peer, deviceFilters.twinAnswers, twinAnswerTopic(204, rid, version), "", log);
}

/** The reported document with the patch in it, or why the patch cannot be taken. */
function reportedAfter(before: JsonObject, payload: string | Buffer): JsonObject | string {
  if (payload.length > limits.twin.patchBytes) return "too large";
  const patch = parseJson(payload.toString());
  const fault = patchFault(patch, limits.twin.depth);
  if (fault !== null || !isJsonObject(patch)) return fault ?? "not a JSON object";
  const after = mergePatch(before, patch);
  return JSON.stringify(after).length > limits.twin.documentBytes ? "the whole would be too large" : after;
}

/** Tells a connected charger which of its desired settings changed. */
export function tellDesired(peer: Peer, before: TwinPart, after: TwinPart, log: Logger): void {
  hand(peer, deviceFilters.twinDesired, desiredTopic(after.version), desiredText(before, after), log);
}
