import pg from "pg";
import { connectionOptions } from "./database";
import type { HealthBook } from "./health";
import type { StoreLog } from "./log";
import { channel, type Notice, readNotice } from "./notices";
import { storeReason } from "./unavailable";

export interface Listening {
  /** Called for every notice, own ones too. */
  notice(notice: Notice): void;
  /** Notices may have been missed: read again what you keep. Not called for the first connection. */
  reconnected(): void;
}

const pauses = { firstMs: 250, longestMs: 10_000 };

/**
 * Listens on a connection of its own, and connects again by itself when that is lost. Resolves once the first
 * connection listens; rejects when that fails. Call the result to end it.
 */
export async function openListener(
  url: string,
  self: string,
  on: Listening,
  health: HealthBook,
  log: StoreLog,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let pauseMs = pauses.firstMs;

  const connect = async () => {
    const next = new pg.Client(connectionOptions(url));
    let lost = false;
    const onLost = (error?: Error) => {
      if (lost || next !== client) return;
      lost = true;
      client = null;
      if (closed) return;
      health.failed(storeReason(error));
      again();
    };
    next.on("error", onLost);
    next.on("end", () => onLost());
    next.on("notification", ({ payload }) => {
      const notice = readNotice(payload ?? "", self);
      if (notice) on.notice(notice);
      else log.warn({ bytes: payload?.length ?? 0 }, "a notice that cannot be read was ignored");
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch (error) {
      await next.end();
      throw error;
    }
    if (closed) return next.end();
    client = next;
    pauseMs = pauses.firstMs;
  };

  const again = () => {
    retry = setTimeout(async () => {
      try {
        await connect();
      } catch (error) {
        health.failed(storeReason(error));
        pauseMs = Math.min(pauseMs * 2, pauses.longestMs);
        if (!closed) again();
        return;
      }
      if (!closed) on.reconnected();
    }, pauseMs);
    retry.unref();
  };

  await connect();
  return async () => {
    closed = true;
    clearTimeout(retry);
    await client?.end();
  };
}
