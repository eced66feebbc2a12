import type { Log } from "../../server/base/log";
import { openStore } from "../../store/store";

/** Watches the real database while the demo runs. `entered` resolves once the first real person is there. */
export async function watchForFirstPerson(realDatabaseUrl: string, log: Log) {
  const store = await openStore(realDatabaseUrl, { secret: Buffer.alloc(32), log });
  const entered = new Promise<void>((resolve, reject) => {
    const look = async () => {
      if (await store.people.hasRealPerson()) resolve();
    };
    const lookAgain = () => void look().catch((error: unknown) => log.debug({ error: String(error) }, "not looked"));
    store
      .listen({
        notice: ({ kind }) => {
          if (kind === "people") lookAgain();
        },
        reconnected: lookAgain,
      })
      .catch(reject);
  });
  return { entered, close: () => store.close() };
}
