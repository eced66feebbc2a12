import { z } from "zod";
import type { Sql } from "./database";

const noticeKinds = [
  "topology",
  "people",
  "chargers",
  "commands",
  "available",
  "twin",
  "signOuts",
  "wallLinks",
  "meters",
] as const;
/** What changed: `chargers` = enrolled keys, `twin` = desired settings. */
export type NoticeKind = (typeof noticeKinds)[number];

export interface Notice {
  kind: NoticeKind;
  /**
   * The charger (`chargers`, `twin`) or command (`commands`). `topology`: the installation for which, or for whose chargers,
   * something is set anew, while what hangs where and its meter are the same. Null: any number of them.
   */
  id: string | null;
  /** This very store made the change. */
  own: boolean;
}

export const channel = "phaseboard";

const shape = z.object({ kind: z.enum(noticeKinds), id: z.string().nullable(), from: z.string() });

/** The payload of a notice from store `from`. */
export function noticeText(kind: NoticeKind, id: string | null, from: string): string {
  return JSON.stringify({ kind, id, from });
}

/** Reads a payload; null for one that no version of this program wrote. */
export function readNotice(text: string, self: string): Notice | null {
  try {
    const { kind, id, from } = shape.parse(JSON.parse(text));
    return { kind, id, own: from === self };
  } catch {
    // Anybody with access to the database may notify on the channel; what is not ours is told to the caller as null.
    return null;
  }
}

export type Notify = (sql: Sql, kind: NoticeKind, id?: string) => Promise<void>;

/** Tells all listeners; inside a transaction they hear it at its commit, never before. */
export function notifier(from: string): Notify {
  return async (sql, kind, id) => {
    await sql.run("select pg_notify($1, $2)", [channel, noticeText(kind, id ?? null, from)]);
  };
}
