import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { receivedMessage } from "../../broker/charger-message";
import { howOf } from "../../broker/message-flags";
import type { Keep } from "../../broker/options";
import type { ChargerMessage } from "../../domain/charger-message";
import type { JournalFigures } from "../../domain/journal-figures";
import type { FleetEvent } from "../../fleet/state/event";
import { openJournal } from "../../journal/journal";
import type { Journal } from "../../journal/types";
import type { Protocols } from "../../protocol/registry";
import type { Env } from "../base/env";
import { journalFolder } from "../base/journal-folder";
import type { Log } from "../base/log";

const mebibyte = 2 ** 20;
/** So many entries are taken in before others have their turn. */
const entriesAtOnce = 500;
/** After so many what has come of them is written. */
const entriesToKeep = 10_000;

/** What the dashboard has acknowledged to its broker and the store does not hold yet. */
export interface DashboardJournal extends Keep {
  /** Names it in the store; the same after a restart. */
  readonly id: string;
  /** The newest entry that the fleet has taken in. */
  applied(): number;
  /**
   * Takes in what the store does not hold, as what was said earlier: it sends nothing and proves nothing about now. `logMessage` gets it as
   * it came then. `keep`: now and then, so that what comes of it need not wait in memory for the end.
   */
  replay(
    after: number,
    apply: (event: FleetEvent) => void,
    logMessage: (message: ChargerMessage) => void,
    keep: () => Promise<void>,
  ): Promise<void>;
  /** All up to and including this entry is in the store, on its disk. */
  cut(upTo: number): void;
  figures(): JournalFigures;
  close(): Promise<void>;
}

function keptId(folder: string): string {
  const file = join(folder, "id");
  if (existsSync(/* turbopackIgnore: true */ file))
    return readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
  const id = randomUUID();
  writeFileSync(/* turbopackIgnore: true */ file, `${id}\n`, { mode: 0o600 });
  return id;
}

/** @throws Error in words for people when the folder cannot be used, or another process uses it. */
export function openDashboardJournal(env: Env, protocols: Protocols, log: Log): DashboardJournal {
  const folder = journalFolder(env, "dashboard");
  const journal: Journal = openJournal({
    folder,
    softBytes: env.PHASEBOARD_JOURNAL_SOFT_MB * mebibyte,
    hardBytes: env.PHASEBOARD_JOURNAL_HARD_MB * mebibyte,
    log,
    now: Date.now,
  });
  let applied = 0;
  let refused = 0;
  let refusing = false;
  return {
    id: keptId(folder),
    take(entry, refusable) {
      const sequence = refusable ? journal.gather(entry) : journal.append(entry, false);
      if (sequence !== null) applied = sequence;
      else if (refusable) {
        refused += 1;
        refusing = true;
      }
      return sequence;
    },
    write: () => journal.write(),
    hasRoom: () => journal.hasRoom(),
    applied: () => applied,
    async replay(after, apply, logMessage, keep) {
      journal.continueAfter(after);
      let count = 0;
      for (const { sequence, topic, payload, arrivedAt, flags } of journal.read(after)) {
        const message = protocols.decode(topic, payload, arrivedAt);
        const arrival = { message, receivedAt: arrivedAt, ...howOf(flags) };
        const received = receivedMessage(topic, payload, arrival);
        if (received !== null) logMessage(received);
        apply({ kind: "arrival", arrival: { ...arrival, backlog: true } });
        applied = sequence;
        count += 1;
        if (count % entriesAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
        if (count % entriesToKeep === 0) await keep();
      }
      if (count === 0) return;
      apply({ kind: "replayed" });
      log.info({ messages: count }, "took in what was acknowledged before the restart");
    },
    cut: (upTo) => journal.cut(upTo),
    figures() {
      const { bytes, dropped, oldestAt } = journal.stats();
      refusing &&= !journal.hasRoom();
      return { bytes, oldestAt, dropped, refused, refusing };
    },
    close: () => journal.close(),
  };
}
