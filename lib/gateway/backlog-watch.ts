import type { Logger } from "pino";
import type { Sessions } from "./sessions";

const everyMs = 60_000;

/** Says once a minute which dashboards' backlogs had to let messages go. @returns how to stop. */
export function watchBacklogs(sessions: Sessions, log: Logger): () => void {
  const told = new Map<string, number>();
  const timer = setInterval(() => {
    for (const { clientId, messages, dropped } of sessions.backlogs) {
      const before = told.get(clientId) ?? 0;
      told.set(clientId, dropped);
      if (dropped > before) log.warn({ client: clientId, messages, dropped: dropped - before }, "a backlog is full");
    }
  }, everyMs).unref();
  return () => clearInterval(timer);
}
