import { isToTell, type ToldFigures } from "../../domain/journal-figures";
import { encodeGatewayJournal, gatewayTopic } from "../../protocol/product/gateway-journal";
import { limits } from "../limits";
import type { KeptSession } from "./journal-session";
import type { Peer } from "./peer";
import { encodePublish } from "./publish-packet";

/** Tells dashboards how the gateway's journal stands, now or never: before everything that waits for them. */
export interface JournalNews {
  /** To one that has just subscribed. */
  tell(peer: Peer): void;
  stop(): void;
}

const lookMs = 1_000;

export function openJournalNews(kept: KeptSession, dashboards: () => readonly Peer[]): JournalNews {
  let told: ToldFigures | null = null;

  const give = (peer: Peer, payload: Buffer): void => {
    const topic = gatewayTopic(peer.client.id);
    if (!peer.filters.has(topic) || peer.client.closed || peer.socket.writableLength > limits.unreadBytes) return;
    peer.socket.write(encodePublish({ topic, payload, qos: 0, retain: false, dup: false, messageId: null }));
  };
  const timer = setInterval(() => {
    const figures = kept.figures();
    const at = Date.now();
    if (!isToTell(told, figures, at)) return;
    told = { figures, at };
    const payload = encodeGatewayJournal(figures);
    for (const peer of dashboards()) give(peer, payload);
  }, lookMs).unref();

  return {
    tell: (peer) => give(peer, encodeGatewayJournal(kept.figures())),
    stop: () => clearInterval(timer),
  };
}
