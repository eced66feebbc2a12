import type { Aedes, Client, PublishPacket, Subscription } from "aedes";
import type { Logger } from "pino";
import { isPricesTopic } from "../protocol/product/prices";
import { unstamped } from "../protocol/product/stamp";
import { isDeviceFilter } from "../protocol/zaptec/device-topics";
import type { Admission } from "./devices/admission";
import { passCharger } from "./devices/charger-door";
import { dashboardPrefix } from "./devices/credentials";
import { isFleetFilter, passDashboard } from "./devices/dashboard-door";
import type { Roll } from "./devices/device-registry";
import { limits } from "./limits";
import type { KeptSession } from "./mqtt/journal-session";
import { cut, type Peer, Violation } from "./mqtt/peer";
import type { Presence } from "./mqtt/presence";

export interface Surroundings {
  peerOf(client: Client): Peer | undefined;
  admission: Admission;
  presence: Presence;
  roll: Roll;
  kept: KeptSession | null;
  log: Logger;
}

const slowedLogMs = 60_000;

function mayHear(peer: Peer, { topic }: Subscription): boolean {
  switch (peer.identity?.kind) {
    case "charger":
      return isDeviceFilter(topic);
    case "dashboard":
      return isFleetFilter(peer.client.id, topic);
    default:
      return false;
  }
}

/** A meter publishes readings to its own topic, and nothing else. */
function passMeter(topic: string, packet: PublishPacket): Violation | null {
  if (packet.topic !== topic) return new Violation("published to a topic that is not its own", cut(packet.topic));
  return packet.payload.length > limits.meterBytes ? new Violation("a reading is too large") : null;
}

/** Who publishes prices publishes them for any installation, and nothing else; when they came, the gateway alone says. */
function passPrices(packet: PublishPacket): Violation | null {
  if (!isPricesTopic(packet.topic) || unstamped(packet.topic) !== null)
    return new Violation("published to a topic that is not its own", cut(packet.topic));
  return packet.payload.length > limits.priceBytes ? new Violation("a list of prices is too large") : null;
}

/** Gives the broker its rules: who may connect, publish, subscribe, and what is delivered. */
export function giveRules(broker: Aedes, { peerOf, admission, presence, roll, kept, log }: Surroundings): void {
  broker.preConnect = (_client, packet, done) => {
    const { unset, longest } = limits.keepAliveS;
    packet.keepalive = Math.min(packet.keepalive || unset, longest);
    // One dashboard's session is kept; every other one is a new one each time, whatever it asks for.
    if (packet.clientId.startsWith(dashboardPrefix) && packet.clientId !== kept?.clientId) packet.clean = true;
    done(null, true);
  };

  broker.authenticate = (client, username, password, done) => {
    const peer = peerOf(client);
    if (!peer) return done(null, false);
    admission.admit(peer, { clientId: client.id, username, password }).then(
      (refusal) => done(refusal, refusal === null),
      (error: unknown) => {
        log.error({ reason: String(error) }, "a connect could not be judged");
        done(null, false);
      },
    );
  };

  const pass = (peer: Peer, packet: PublishPacket): Violation | null => {
    if (packet.qos === 2) return new Violation("published at QoS 2");
    packet.retain = false;
    if (peer.identity?.kind === "charger") {
      const violation = passCharger(peer, peer.identity.deviceId, packet, roll, log);
      if (violation === null && packet.qos === 1 && packet.topic.startsWith("devices/"))
        kept?.keepPublished(peer.client, packet);
      return violation;
    }
    if (peer.identity?.kind === "prices") {
      const violation = passPrices(packet);
      if (violation === null && packet.qos === 1) kept?.keepPublished(peer.client, packet);
      return violation;
    }
    if (peer.identity?.kind === "meter") return passMeter(peer.identity.topic, packet);
    return passDashboard(peer, packet, (clientId) => presence.find(clientId), log);
  };

  broker.authorizePublish = (client, packet, done) => {
    const peer = client ? peerOf(client) : undefined;
    if (!peer?.identity || !peer.pacer) return done(new Violation("published before it was let in"));
    const slowed = peer.pacer.pass(() => done(pass(peer, packet)));
    if (!slowed || Date.now() - peer.slowedAt < slowedLogMs) return;
    peer.slowedAt = Date.now();
    log.warn({ client: peer.client.id, address: peer.address }, "slowed a client down: it publishes too fast");
  };

  broker.authorizeSubscribe = (client, subscription, done) => {
    const peer = peerOf(client);
    // The rest of a subscription of which one filter has ended the connection.
    if (client.closed) return done(null, null);
    if (!peer?.identity || !mayHear(peer, subscription)) {
      return done(new Violation("subscribed to a topic that is not its own", cut(subscription.topic)));
    }
    peer.filters.add(subscription.topic);
    log.debug({ client: client.id, filter: subscription.topic }, "subscribed");
    // Chargers ask for QoS 2. The broker grants what was asked, and that is right: nothing here is ever published above QoS 1.
    if (subscription.qos === 2) subscription.qos = 1;
    done(null, subscription);
  };

  broker.authorizeForward = (client, packet) => {
    if (!kept?.has(client)) return packet;
    kept.forward(client, packet);
    return null;
  };
}
