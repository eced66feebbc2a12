import type { Aedes } from "aedes";
import type { Logger } from "pino";
import { connectionTopic, encodeConnection } from "../../protocol/product/topics";
import { limits } from "../limits";
import { type ConnectionWord, createConnectionTeller } from "./connection-teller";
import { createFlappingLog } from "./flapping-log";
import type { KeptSession } from "./journal-session";
import type { Peer } from "./peer";
import type { Sessions } from "./sessions";

/**
 * Who is connected, one connection per client id, and what the fleet is told of it. The broker's own table is not relied on:
 * when an older connection of the same client ends late, it takes the newer one's entry away.
 */
export class Presence {
  readonly #live = new Map<string, Peer>();
  /** The addresses of those that newer connections took the place of. */
  readonly #tookOver = new WeakMap<Peer, string>();
  readonly #teller = createConnectionTeller((deviceId, word) => this.#publish(deviceId, word), limits.connectionWords);
  readonly #flapping: ReturnType<typeof createFlappingLog>;

  constructor(
    readonly broker: Aedes,
    readonly sessions: Sessions,
    readonly kept: KeptSession | null,
    readonly isEnrolled: (deviceId: string) => boolean,
    readonly log: Logger,
  ) {
    this.#flapping = createFlappingLog(log);
  }

  find(clientId: string): Peer | null {
    return this.#live.get(clientId) ?? null;
  }

  dashboards(): Peer[] {
    return [...this.#live.values()].filter(({ identity }) => identity?.kind === "dashboard");
  }

  count(): { chargers: number; dashboards: number } {
    const counts = { charger: 0, dashboard: 0, meter: 0, prices: 0 };
    for (const { identity } of this.#live.values()) if (identity) counts[identity.kind] += 1;
    return { chargers: counts.charger, dashboards: counts.dashboard };
  }

  /** A client was let in. An older connection of it is dropped, and the fleet told of both, in order. */
  arrived(peer: Peer): void {
    const before = this.#live.get(peer.client.id);
    if (before && before !== peer) {
      this.#tookOver.set(peer, before.address);
      this.#tell(before, false);
      if (!before.client.closed) before.client.close();
    }
    this.#live.set(peer.client.id, peer);
  }

  /** The client has been answered and can be talked to. */
  ready(peer: Peer): void {
    if (this.#live.get(peer.client.id) === peer && !peer.client.closed) this.#tell(peer, true);
  }

  /** The connection is gone. One that a newer has taken the place of says nothing any more. */
  left(peer: Peer): void {
    if (this.#live.get(peer.client.id) !== peer) return;
    this.#live.delete(peer.client.id);
    this.#tell(peer, false);
  }

  #tell(peer: Peer, connected: boolean): void {
    if (peer.identity?.kind !== "charger") return;
    const { deviceId } = peer.identity;
    const at = Date.now();
    if (!connected) {
      this.tell(deviceId, { connected, at });
      return;
    }
    const begun = { address: peer.address, tookOver: this.#tookOver.get(peer) ?? null, times: 1 };
    this.#flapping.begun(deviceId, { at, ...begun });
    this.tell(deviceId, { connected, at, begun });
  }

  /** Tells the fleet of a charger's connection, not too often. */
  tell(deviceId: string, word: ConnectionWord): void {
    if (this.isEnrolled(deviceId)) {
      this.#teller.tell(deviceId, word, performance.now());
      return;
    }
    this.#teller.forget(deviceId);
    this.#flapping.forget(deviceId);
    this.#publish(deviceId, word);
  }

  /** Publishes the charger's connection, retained as long as it is enrolled. */
  #publish(deviceId: string, { connected, at, begun }: ConnectionWord): void {
    const payload = encodeConnection(connected, at, connected ? begun : undefined);
    // In a turn of its own: the broker numbers messages when they start and drops those that a later number overtook.
    setImmediate(() => {
      const retain = this.isEnrolled(deviceId);
      const topic = connectionTopic(deviceId);
      if (!retain) this.sessions.forgetRetained(topic);
      if (this.broker.closed) return;
      this.kept?.keepOwn(topic, payload);
      // To everybody else at QoS 0.
      this.broker.publish({ cmd: "publish", topic, payload, qos: 0, retain, dup: false }, (error) => {
        if (error) this.log.error({ deviceId, reason: error.message }, "a connection could not be told");
      });
    });
  }
}
