import type { Frame } from "../contract/frame";

const kinds: ReadonlySet<unknown> = new Set(["snapshot", "delta", "heartbeat", "bye"] satisfies Frame["kind"][]);

const isKind = (value: unknown): value is Frame["kind"] => kinds.has(value);

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  const { kind, rev, at } = value as Record<string, unknown>;
  return isKind(kind) && Number.isFinite(rev) && Number.isFinite(at);
}

/**
 * The frame in an event's data; null for anything that is not one. Only the envelope is checked: the parts come from the
 * same build of the same product, many times a second.
 */
export function parseFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON (a proxy's error page, a cut line): no frame, and the caller reconnects.
    return null;
  }
  return isFrame(value) ? value : null;
}

const head = /^\{"kind":"([a-z]+)","rev":(\d+),"at":\d+[,}]/;

/** What stands first in every frame's text (`frame-builder.ts`), for who hands it on without parsing it; null: no frame. */
export function frameHead(text: string): Pick<Frame, "kind" | "rev"> | null {
  const [, kind, rev] = head.exec(text) ?? [];
  return isKind(kind) && text.endsWith("}") ? { kind, rev: Number(rev) } : null;
}
