import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Logger } from "pino";
import type { DeviceId } from "../../domain/ids";
import { unansweredRule } from "../../protocol/zaptec/unanswered";
import type { LoopWatch } from "../loop-watch";
import { reset } from "../tls/reset";

interface GivenCommand {
  deviceId: DeviceId;
  method: string;
  rid: string;
}

/** The commands that one connection has been given and has not answered. */
export interface ConnectionCommands {
  /** Whether a command that is taken now can still be given: it may have waited while this process stood still. */
  isInTime(): boolean;
  /** The command was written to the connection. */
  given(command: GivenCommand): void;
  /** The charger answered. What came before that on the same connection has reached it too. */
  answered(rid: string): void;
}

export interface CommandWatch {
  /** `tcp` is the socket under `socket`. */
  follow(tcp: Socket, socket: TLSSocket): ConnectionCommands;
}

export interface CommandWatchOptions {
  /** From taking a command to its answer, ms. */
  commandMs: number;
  seldomResetMs: number;
  loop: LoopWatch;
  /** The clock of `loop`. */
  now: () => number;
  log: Logger;
}

/**
 * Holds commands to "now or never" on the way to the charger. Over a half-open connection a command lies in the kernel and would
 * arrive when the network is back, long after people were told that it expired. So a connection is reset when a command on it was not
 * answered in time, and when it ends, for whatever reason, with an unanswered command on it.
 */
export function createCommandWatch({ commandMs, seldomResetMs, loop, now, log }: CommandWatchOptions): CommandWatch {
  const resetAt = new Map<DeviceId, number>();

  /** Whether the connection may be reset for this command. */
  const mayReset = ({ deviceId, method }: GivenCommand): boolean => {
    if (unansweredRule(method) === "reset") return true;
    if (now() - (resetAt.get(deviceId) ?? Number.NEGATIVE_INFINITY) < seldomResetMs) return false;
    resetAt.set(deviceId, now());
    return true;
  };

  return {
    follow(tcp, socket) {
      /** In the order in which they were given; null: its time is over. */
      const open = new Map<string, NodeJS.Timeout | null>();

      const forget = (rid: string): void => {
        clearTimeout(open.get(rid) ?? undefined);
        open.delete(rid);
      };
      const expire = (command: GivenCommand): void => {
        // Of those whose time is over the last one stands for all.
        for (const [rid, timer] of open) if (timer === null) open.delete(rid);
        open.set(command.rid, null);
        if (!mayReset(command)) {
          log.info({ ...command }, "a command was not answered in time");
          return;
        }
        log.warn({ ...command }, "reset a connection: a command was not answered in time");
        reset(tcp);
      };

      const destroy = socket.destroy.bind(socket);
      socket.destroy = (error) => {
        if (open.size > 0) reset(tcp);
        return destroy(error);
      };
      socket.once("close", () => {
        for (const rid of [...open.keys()]) forget(rid);
      });

      return {
        isInTime: () => now() - loop.arrivedAfter() < commandMs,
        given(command) {
          if (socket.destroyed || open.has(command.rid) || unansweredRule(command.method) === "leave") return;
          const leftMs = loop.arrivedAfter() + commandMs - now();
          open.set(command.rid, setTimeout(() => expire(command), Math.max(0, leftMs)).unref());
        },
        answered(rid) {
          if (!open.has(rid)) return;
          for (const earlier of [...open.keys()]) {
            forget(earlier);
            if (earlier === rid) return;
          }
        },
      };
    },
  };
}
