import pg from "pg";
import { openStore } from "../store";
import { silentLog } from "../test-postgres";
import { addAll, sampleIds, sampleSpan } from "./test-sample";

/**
 * A process that begins a sample and makes it, and is killed at one of its statements: before it goes out, or once it has been
 * answered. Arguments: url, the statement (0: none), and "before" or "after".
 */
const [url = "", statement = "0", when = "before"] = process.argv.slice(2);
const dieAt = Number(statement);
let count = 0;

function die(): void {
  process.kill(process.pid, "SIGKILL");
}

const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
function counted(this: pg.Client, ...args: unknown[]): unknown {
  count += 1;
  const isLast = count === dieAt;
  if (isLast && when === "before") die();
  const answer = query.apply(this, args);
  if (isLast && answer instanceof Promise) void answer.then(die, die);
  return answer;
}

const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
Object.assign(pg.Client.prototype, { query: counted });
await store.history.samples.begin(sampleIds, sampleSpan);
await addAll(store);
process.send?.({ statements: count });
await store.close();
process.disconnect?.();
