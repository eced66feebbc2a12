import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Log } from "../../server/base/log";

const run = promisify(execFile);

/** What the service manager is told of a service of `Type=notify` (sd_notify(3)). */
export interface ServiceManager {
  /** Everything runs. From now on the watchdog is fed for as long as `answering` says so. */
  ready(answering: () => boolean): Promise<void>;
  stopping(): Promise<void>;
}

const nobody: ServiceManager = { ready: async () => undefined, stopping: async () => undefined };

// A few chances within the watchdog's time: one part may be starting again at one of them.
const feedsPerWatchdog = 4;

/**
 * Talks to systemd through its own program `systemd-notify`, where systemd runs this process and wants to be told; does nothing
 * elsewhere. Takes NOTIFY_SOCKET and WATCHDOG_USEC out of `env`, so that no child speaks for this process.
 */
export function serviceManager(env: NodeJS.ProcessEnv, log: Log): ServiceManager {
  const { NOTIFY_SOCKET, WATCHDOG_USEC } = env;
  delete env.NOTIFY_SOCKET;
  delete env.WATCHDOG_USEC;
  if (!NOTIFY_SOCKET) return nobody;
  let feeding: NodeJS.Timeout | undefined;
  const tell = async (state: string) => {
    try {
      await run("systemd-notify", [state], { env: { ...env, NOTIFY_SOCKET }, timeout: 10_000 });
    } catch (error) {
      log.error({ state, reason: error instanceof Error ? error.message : String(error) }, "systemd could not be told");
    }
  };
  return {
    async ready(answering) {
      await tell("READY=1");
      const watchdogMs = Number(WATCHDOG_USEC) / 1_000;
      if (!(watchdogMs > 0)) return;
      feeding = setInterval(() => {
        if (answering()) void tell("WATCHDOG=1");
        else log.warn("a part does not answer: the watchdog is not fed");
      }, watchdogMs / feedsPerWatchdog);
    },
    async stopping() {
      clearInterval(feeding);
      await tell("STOPPING=1");
    },
  };
}
