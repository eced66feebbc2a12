import { type Mode, openProduct, type ProductWishes } from "../server/app/mode";
import { type Env, loadEnv } from "../server/base/env";
import { createLog } from "../server/base/log";
import { derive } from "../server/base/secrets";
import { openStore, type Store } from "../store/store";

export interface StoreContext {
  env: Env;
  mode: Mode;
  store: Store;
}

/**
 * Runs `work` on the real database as it is: its schema is neither looked at nor changed. The demo's data is made anew at each
 * start and is nobody's.
 */
export async function withRealDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const env = loadEnv();
  const log = createLog("command", env.LOG_LEVEL === "info" ? "error" : env.LOG_LEVEL);
  const product = await openProduct(env, log, { real: true, withoutSecret: true });
  try {
    return await work(product.realDatabaseUrl);
  } finally {
    await product.stop();
  }
}

// For commands that never touch a sealed key.
const noKey = Buffer.alloc(32);

/** Runs `work` on the database of the present mode: the running one, else it is started and ended again after the work. */
export async function withStore<T>(wishes: ProductWishes, work: (context: StoreContext) => Promise<T>): Promise<T> {
  const env = loadEnv();
  // Only what goes wrong: a command's own words are its output.
  const log = createLog("command", env.LOG_LEVEL === "info" ? "error" : env.LOG_LEVEL);
  const product = await openProduct(env, log, wishes);
  try {
    const secret = product.secret === null ? noKey : derive(product.secret, "store keys");
    const store = await openStore(product.databaseUrl, { secret, log });
    try {
      return await work({ env, mode: product.mode, store });
    } finally {
      await store.close();
    }
  } finally {
    await product.stop();
  }
}
