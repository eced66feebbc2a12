import { chargerMessages } from "../domain/bucket";
import { answerWithinMs } from "../protocol/zaptec/encode";

/** Every bound of the gateway in one place: bytes, ms, counts. */
export const limits = {
  /** Largest packet that may come first (CONNECT), and any later. */
  firstPacketBytes: 16 * 1024,
  packetBytes: 512 * 1024,
  /** A subscription to many topics at once: each costs the broker work. */
  subscribeBytes: 4 * 1024,
  /** Control packets (subscribe, unsubscribe, ping) a client may send: at once, and per second. Above: its connection ends. */
  control: { burst: 100, perSecond: 10 },
  /** Messages a client may publish: at once, and per second. Above: it is slowed down to this rate, nothing is lost. */
  chargerMessages,
  /** How often the fleet is told of one charger's connection; what comes faster is told as one. */
  connectionWords: { burst: 20, perSecond: 1 },
  meterMessages: { burst: 60, perSecond: 10 },
  priceMessages: { burst: 60, perSecond: 1 },
  dashboardMessages: { burst: 5_000, perSecond: 1_000 },
  /** From accept to the whole of CONNECT, the TLS handshake within it; how long a client may leave what it was sent unread. */
  connectMs: 15_000,
  drainMs: 10_000,
  /** How long a connect waits for the store to be read again. */
  askMs: 5_000,
  /** In all, some of them for this machine itself: the dashboard comes from there. Fewer where the system allows few open files. */
  connections: 20_000,
  connectionsForLoopback: 64,
  connectionsPerAddress: 2_000,
  /** Connections whose CONNECT has not come: in all, and of one address; one that has taken so long makes room for a new one. */
  handshakes: 4_000,
  handshakesPerAddress: 200,
  handshakeOldMs: 2_000,
  /** What is not a connection: files, the database, the listener itself. */
  otherFiles: 128,
  /**
   * From taking a command to its answer; then the charger's connection is reset. Less than the dashboard waits: it counts from a
   * moment earlier, and nothing may arrive after it has said "expired".
   */
  commandMs: answerWithinMs - 1_000,
  /** For commands that nobody waits for, a charger's connection is reset at most once in this span. */
  seldomResetMs: 600_000,
  /** A client that asks for no keep-alive, or one longer than the protocol's 1177 s, is held to these: s. */
  keepAliveS: { unset: 300, longest: 1_177 },
  /** Failed connects of one address in a minute before all of its connects wait, how long, and how many may wait at once. */
  failures: { allowed: 5, windowMs: 60_000, waitMs: 2_000, waiting: 64, addresses: 10_000, logged: 20 },
  /** On the way to the dashboard, not acknowledged: messages. */
  inFlight: 10_000,
  /** What waits in memory for its turn behind kept messages, and is kept nowhere. */
  passing: { messages: 10_000, bytes: 16 * 1024 * 1024 },
  /** Connections that are ended in a second, so that what was refused is sent again once there is room. */
  resendingPerSecond: 50,
  /** Bytes that may wait unread in a connection before nothing more is given to it. */
  unreadBytes: 256 * 1024,
  /** A charger's report: one patch, the whole document, and how deep. */
  twin: { patchBytes: 32 * 1024, documentBytes: 64 * 1024, depth: 10 },
  /** A meter's message. */
  meterBytes: 4 * 1024,
  /** A message of published prices. */
  priceBytes: 256 * 1024,
  /** A command's body. */
  commandBytes: 16 * 1024,
} as const;

/** The bounds that an operator, or a test in a hurry, may set otherwise. */
export type Bounds = Record<
  | "connectMs"
  | "connections"
  | "connectionsPerAddress"
  | "handshakesPerAddress"
  | "handshakeOldMs"
  | "commandMs"
  | "seldomResetMs",
  number
>;
