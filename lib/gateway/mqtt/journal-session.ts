import type { AedesPublishPacket, Client, PublishPacket } from "aedes";
import type { Logger } from "pino";
import type { JournalFigures } from "../../domain/journal-figures";
import type { Journal, JournalEntry, JournalStats } from "../../journal/types";
import { isPricesTopic } from "../../protocol/product/prices";
import { stamped } from "../../protocol/product/stamp";
import { tellsMeasurementsOnly } from "../../protocol/zaptec/measurement";
import { isPulse } from "../../protocol/zaptec/pulse";
import { isTelemetryTopic } from "../../protocol/zaptec/topics";
import { InFlight } from "./in-flight";
import { KeptLink } from "./journal-link";
import { Passing, type PassingMessage } from "./passing";
import type { Peer } from "./peer";

export interface KeptSessionLimits {
  /** Messages on the way that are not acknowledged. */
  inFlight: number;
  /** What waits in memory behind older messages and is kept nowhere. */
  passing: { messages: number; bytes: number };
  /** Bytes that may wait unread in its connection before nothing more is given to it, and for how long: ms. */
  unreadBytes: number;
  drainMs: number;
}

const dupFlag = 1;
const isConnection = (topic: string) => topic.startsWith("devices/") && topic.endsWith("/connection");
/** Whether what came so is in the journal. */
const isKept = (topic: string, qos: number) =>
  isConnection(topic) || (qos > 0 && (topic.startsWith("devices/") || isPricesTopic(topic)));
const toldMs = 60_000;

/**
 * The one session that outlives its connections and the gateway: the dashboard's. What is kept for it is in the journal before
 * it is acknowledged to whom it came from, is delivered at QoS 1, and stays until the dashboard has acknowledged it. Everything it
 * gets goes through here, in one order: nothing overtakes what is older.
 */
export class KeptSession {
  readonly #inFlight: InFlight;
  readonly #foundUpTo: number;
  #passing: Passing;
  #link: KeptLink | null = null;
  /** Delivered, or known to be acknowledged, up to here. */
  #cursor: number;
  #reader: Generator<JournalEntry, void, undefined> | null = null;
  #ahead: JournalEntry | null = null;
  #refused = 0;
  #refusing = false;
  /** Connections of which something was refused: nothing later is taken before it. */
  readonly #refusedTo = new Set<Client>();
  #refusedTold = { at: Number.NEGATIVE_INFINITY, count: 0 };

  constructor(
    readonly clientId: string,
    readonly journal: Journal,
    readonly limits: KeptSessionLimits,
    readonly log: Logger,
    readonly now: () => number,
  ) {
    this.#cursor = journal.cutUpTo();
    this.#foundUpTo = journal.last();
    this.#inFlight = new InFlight(this.#cursor);
    this.#passing = new Passing(limits.passing);
  }

  /** Whether this is a connection of the session; one that asked for a clean session is served like any other. */
  has(client: Client): boolean {
    return client.id === this.clientId && !client.clean;
  }

  /** Keeps a message of the gateway's own. What the journal cannot take is delivered now or never. */
  keepOwn(topic: string, payload: Buffer): void {
    if (this.#keep(topic, payload, false, false)) return;
    this.pass({ topic, payload, qos: 0, retain: false });
  }

  /**
   * Keeps what a charger, or who publishes prices, published at QoS 1; the packet is changed in place before the broker acknowledges it
   * and takes it on. What the journal does not take goes nowhere and is not acknowledged, nor is what follows on the same connection: its sender keeps
   * it. A will has no sender any more, and a pulse says that its charger lives and no more: both are delivered now or never then.
   */
  keepPublished(client: Client, packet: PublishPacket): void {
    const { topic, dup, messageId } = packet;
    packet.dup = false;
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    const isWill = messageId === undefined;
    if (!this.#refusedTo.has(client) && this.#keep(topic, payload, dup, !isWill)) {
      if (dup) packet.topic = stamped(topic, this.now(), true);
      return;
    }
    if (isPulse(payload)) {
      // Acknowledged as it came, and on its way to other dashboards.
      this.pass({ topic, payload, qos: 0, retain: false });
      return;
    }
    packet.qos = 0;
    if (isWill) return;
    this.#refusedTo.add(client);
    packet.topic = "$refused";
    packet.payload = "";
    this.#refused += 1;
    this.#refusing = true;
    this.#tellRefused();
  }

  /**
   * Once there is room: at most so many connections of which something was refused. On a new connection, and there alone, their chargers
   * send again what was not acknowledged (MQTT 3.1.1, 4.4).
   */
  takeRefused(most: number): Client[] {
    const taken: Client[] = [];
    const room = this.#refusedTo.size > 0 && this.journal.hasRoom() ? most : 0;
    for (const client of this.#refusedTo) {
      const gone = client.closed;
      if (!gone && taken.length === room) continue;
      this.#refusedTo.delete(client);
      if (!gone) taken.push(client);
    }
    return taken;
  }

  #tellRefused(): void {
    if (this.now() - this.#refusedTold.at < toldMs) return;
    const messages = this.#refused - this.#refusedTold.count;
    this.#refusedTold = { at: this.now(), count: this.#refused };
    this.log.warn({ messages, ...this.journal.stats() }, "did not acknowledge chargers: the journal takes no more");
  }

  #keep(topic: string, payload: Buffer, dup: boolean, refusable: boolean): boolean {
    const arrivedAt = this.now();
    const before = this.journal.last();
    const droppable = isTelemetryTopic(topic) && tellsMeasurementsOnly(payload);
    const entry = { arrivedAt, flags: dup ? dupFlag : 0, topic, payload, droppable };
    const sequence = this.journal.append(entry, refusable);
    if (sequence === null) return false;
    const inTurn = this.#cursor >= before && this.#link?.open === true && !this.#passing.peek();
    if (inTurn && this.#inFlight.size < this.limits.inFlight) {
      this.#rewind(sequence);
      const said = dup ? stamped(topic, arrivedAt, dup) : topic;
      this.#link?.write({
        topic: said,
        payload,
        qos: 1,
        retain: false,
        dup: false,
        messageId: this.#inFlight.send(sequence),
      });
    }
    return true;
  }

  /** Takes what the broker would forward to a connection of the session: kept messages come from the journal, in their turn. */
  forward(client: Client, { topic, payload, qos, retain }: AedesPublishPacket): void {
    if (this.#link?.peer.client !== client) return;
    if (!retain && isKept(topic, qos)) return;
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload);
    this.pass({ topic, payload: bytes, qos: topic.startsWith("phaseboard/") ? 1 : 0, retain });
  }

  /** A message that is kept nowhere: delivered after what is older, or never. */
  pass(message: Omit<PassingMessage, "after">): void {
    if (!this.#link) return;
    this.#passing.push({ ...message, after: this.journal.last() });
    this.#pump();
  }

  /** The session's client was answered: everything that it has not acknowledged comes again, then what is new. */
  attach(peer: Peer): void {
    this.#detach();
    const link = new KeptLink(peer, this.limits, () => {
      if (this.#link === link) this.#pump();
    });
    this.#link = link;
    peer.socket.once("close", () => {
      if (this.#link === link) this.#detach();
    });
    this.#pump();
  }

  #detach(): void {
    this.#link?.end();
    this.#link = null;
    this.#inFlight.disconnected();
    this.#passing = new Passing(this.limits.passing);
    this.#rewind(this.#inFlight.acknowledgedUpTo);
  }

  #rewind(to: number): void {
    this.#cursor = to;
    this.#reader = null;
    this.#ahead = null;
  }

  acknowledged(client: Client, messageId: number): void {
    if (this.#link?.peer.client !== client || !this.#inFlight.acknowledge(messageId)) return;
    this.journal.cut(this.#inFlight.acknowledgedUpTo);
    this.#pump();
  }

  #pump(): void {
    try {
      while (this.#link?.open) {
        const kept = this.#peekKept();
        const passing = this.#passing.peek();
        if (passing && (kept === null || passing.after < kept.sequence)) this.#deliverPassing(passing);
        else if (kept === null || !this.#deliverKept(kept)) return;
      }
    } catch (error) {
      this.log.error({ client: this.clientId, reason: String(error) }, "the journal could not be read");
      this.#link?.peer.socket.destroy();
    }
  }

  #peekKept(): JournalEntry | null {
    if (this.#ahead !== null) return this.#ahead;
    if (this.#cursor >= this.journal.last()) return null;
    this.#reader ??= this.journal.read(this.#cursor);
    const { value } = this.#reader.next();
    if (value) this.#ahead = value;
    else this.#rewind(this.journal.last());
    return this.#ahead;
  }

  /** @returns false: too much is on the way. */
  #deliverKept({ sequence, topic, payload, arrivedAt, flags }: JournalEntry): boolean {
    const sentBefore = sequence <= this.#inFlight.sentUpTo;
    if (!sentBefore && this.#inFlight.size >= this.limits.inFlight) return false;
    const messageId = sentBefore ? this.#inFlight.idOf(sequence) : this.#inFlight.send(sequence);
    this.#ahead = null;
    this.#cursor = sequence;
    if (messageId === undefined) return true;
    const late = isConnection(topic) ? topic : stamped(topic, arrivedAt, (flags & dupFlag) !== 0);
    // What a gateway before this one may have sent counts as sent, though its packet id is not known any more.
    const dup = sentBefore || sequence <= this.#foundUpTo;
    this.#link?.write({ topic: late, payload, qos: 1, retain: false, dup, messageId });
    return true;
  }

  #deliverPassing({ topic, payload, qos, retain }: PassingMessage): void {
    this.#passing.shift();
    const messageId = qos > 0 ? this.#inFlight.send(null) : null;
    this.#link?.write({ topic, payload, qos, retain, dup: false, messageId });
  }

  figures(): JournalFigures {
    const { bytes, oldestAt, dropped } = this.journal.stats();
    this.#refusing &&= !this.journal.hasRoom();
    return { bytes, oldestAt, dropped, refused: this.#refused, refusing: this.#refusing };
  }

  stats(): JournalStats & { refused: number } {
    return { ...this.journal.stats(), refused: this.#refused };
  }
}
