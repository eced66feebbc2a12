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
 * Reads what lies there, as it lies there, and in the same transaction puts what `then` makes of it; null: it is deleted.
 * @returns what lies there afterwards; null: nothing, or the browser refuses.
 */
export async function changeKept<T extends object>(then: (before: unknown) => T | null): Promise<T | null> {
  const opened = await open();
  if (opened === null) return null;
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, "readwrite");
      const records = transaction.objectStore(store);
      const asked = records.get(place);
      let after: T | null = null;
      asked.onsuccess = () => {
        after = then(asked.result);
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

const longestMs = 1_000;

/** Deletes all that is kept. Resolves when it is done, at the latest after a second: leaving must not hang on it. */
export async function forgetKept(): Promise<void> {
  await Promise.race([changeKept(() => null), new Promise((resolve) => setTimeout(resolve, longestMs))]);
}
