/** What a tab tells the hub that holds the browser's one stream. */
export type ToHub =
  /** The scopes that this tab wants now, whole; repeated whenever they change. Also how a tab first makes itself known. */
  | { kind: "want"; scopes: string[] }
  /** The tab has become visible or the network is back, and knows the frames up to `rev`: is that still true? */
  | { kind: "wake"; scopes: string[]; rev: number }
  /** The tab goes away. */
  | { kind: "leave" }
  /** The person signed out in this tab. */
  | { kind: "signedOut" };

/** How the stream is. `since` is the instant (browser's clock) from which it is so. */
export type StreamStatus = { word: "connecting" | "live" | "lost"; since: number };

/** What the hub tells its tabs. */
export type FromHub =
  /** A frame as it came over the stream; `receivedAt`: browser's clock. */
  | { kind: "frame"; text: string; receivedAt: number }
  | { kind: "status"; status: StreamStatus }
  /** The sign-in is over: go and sign in. */
  | { kind: "signedOut" }
  /** Rights changed, or a scope is refused: ask the server for the page again. */
  | { kind: "refresh" }
  /** The hub is going away and another one takes over: say again what is wanted. */
  | { kind: "closing" };

const toHub: ReadonlySet<string> = new Set(["want", "wake", "leave", "signedOut"] satisfies ToHub["kind"][]);
const fromHub: ReadonlySet<string> = new Set([
  "frame",
  "status",
  "signedOut",
  "refresh",
  "closing",
] satisfies FromHub["kind"][]);

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null || !("kind" in value)) return "";
  return typeof value.kind === "string" ? value.kind : "";
}

/** A message between tab and hub of the same build; anything else (an extension's, an older build's) is left alone. */
export const isToHub = (value: unknown): value is ToHub => toHub.has(kindOf(value));
export const isFromHub = (value: unknown): value is FromHub => fromHub.has(kindOf(value));

/** A tab's way to the hub. `close` says goodbye first. */
export interface Link {
  send(message: ToHub): void;
  close(): void;
}

/** Opens a way to a hub; `take` gets what the hub says. `name` keeps the hubs of different people and builds apart. */
export type OpenLink = (name: string, take: (message: FromHub) => void) => Link;

/** Without any frame for this long (a heartbeat comes after 2.5 s at the latest) the stream counts as lost until its next one. */
export const silenceLimitMs = 4_500;
/** A tab that has heard nothing of its hub for this long is as good as one whose stream is lost. */
export const hubSilenceMs = 4_800;
/** A page that comes back looks sooner: a frame that is overdue by this much is not waited for. */
export const overdueMs = 3_000;
