import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { openJournal } from "./journal";
import type { Journal, JournalEntry, JournalOptions } from "./types";

const folders: string[] = [];
const opened = new Set<Journal>();

afterEach(async () => {
  for (const journal of opened) await journal.close();
  opened.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  folders.push(folder);
  return folder;
}

export interface TestJournal extends Journal {
  said: string[];
}

/** A journal that is closed after the test, and what it said in the log. Entries whose topic begins with `m` may be dropped. */
export function openTestJournal(folder: string, options: Partial<JournalOptions> = {}): TestJournal {
  const said: string[] = [];
  const say = (_: unknown, text?: string) => void said.push(text ?? "");
  const journal = openJournal({
    folder,
    softBytes: 64 * 1024 * 1024,
    hardBytes: 128 * 1024 * 1024,
    log: { info: say, warn: say, error: say },
    now: () => 0,
    ...options,
  });
  opened.add(journal);
  const { close } = journal;
  return Object.assign(journal, {
    said,
    close: async () => {
      opened.delete(journal);
      await close.call(journal);
    },
  });
}

export const sequencesOf = (entries: Iterable<JournalEntry>) => [...entries].map(({ sequence }) => sequence);

export function put(journal: Journal, topic: string, text = "x", arrivedAt = 1): number | null {
  return journal.append(
    { arrivedAt, flags: 0, topic, payload: Buffer.from(text), droppable: topic.startsWith("m") },
    false,
  );
}
