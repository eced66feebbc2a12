import * as z from "zod/mini";
import { stillKept, withNewer } from "./kept";
import { type Kept, keptShape } from "./kept-shape";

/**
 * Whose last values the device keeps: one person's at a time, those of who was let in last. `key`: made anew whenever keeping
 * begins anew, so that a page from before a sign-out writes nothing any more.
 */
const recordShape = z.object({ personId: z.string(), key: z.string(), kept: z.nullable(keptShape) });
type KeptRecord = z.infer<typeof recordShape>;

const database = "phaseboard";
const store = "kept";
const place = "last";

/** Null: the browser refuses (some do in private windows), and nothing is kept. */
function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open(database, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(store);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(null);
    } catch {
      // A SecurityError: storage is switched off.
      resolve(null);
    }
  });
}

/**
 * Reads the record and, in the same transaction, puts what `then` makes of it; null: it is deleted. @returns what stands there
 * afterwards; null: nothing, or the browser refuses.
 */
async function change(then: (before: KeptRecord | null) => KeptRecord | null): Promise<KeptRecord | null> {
  const opened = await open();
  if (opened === null) return null;
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, "readwrite");
      const records = transaction.objectStore(store);
      const asked = records.get(place);
      let after: KeptRecord | null = null;
      asked.onsuccess = () => {
        const read = recordShape.safeParse(asked.result);
        after = then(read.success ? read.data : null);
        if (after === null) records.delete(place);
        else records.put(after, place);
      };
      transaction.oncomplete = () => resolve(after);
      transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    // No room, or storage is being cleared: nothing is kept.
    return null;
  } finally {
    opened.close();
  }
}

/** Begins, or goes on, keeping the values of a person who has just been let in; what is another's is deleted. @returns the key to write with */
export async function beginKeeping(personId: string, newKey: string, now: number): Promise<string | null> {
  const begun = await change((before) =>
    before?.personId === personId
      ? { ...before, kept: before.kept && stillKept(before.kept, now) }
      : { personId, key: newKey, kept: null },
  );
  return begun?.key ?? null;
}

/** Adds to what is kept. False: keeping has ended meanwhile, or the browser refuses. */
export async function keep(key: string, newer: Kept, now: number): Promise<boolean> {
  const after = await change((before) =>
    before?.key === key ? { ...before, kept: withNewer(before.kept, newer, now) } : before,
  );
  return after?.key === key;
}

/** What is kept; what is too old is deleted. Null: nothing. */
export async function readKept(now: number): Promise<Kept | null> {
  const read = await change((before) => before && { ...before, kept: before.kept && stillKept(before.kept, now) });
  return read?.kept ?? null;
}

const longestMs = 1_000;

/** Deletes all that is kept. Resolves when it is done, at the latest after a second: leaving must not hang on it. */
export async function forgetKept(): Promise<void> {
  await Promise.race([change(() => null), new Promise((resolve) => setTimeout(resolve, longestMs))]);
}
