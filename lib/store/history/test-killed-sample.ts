import { openStore } from "../store";
import { silentLog } from "../test-postgres";
import { dieAt } from "./test-dying";
import { addAll, sampleIds, sampleSpan } from "./test-sample";

/**
 * A process that begins a sample and makes it, and is killed at one of its statements: before it goes out, or once it has been
 * answered. Arguments: url, the statement (0: none), and "before" or "after".
 */
const [url = "", statement = "0", when = "before"] = process.argv.slice(2);

const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
const statements = dieAt(Number(statement), when === "before" ? "before" : "after");
await store.history.samples.begin(sampleIds, sampleSpan);
await addAll(store);
process.send?.({ statements: statements() });
await store.close();
process.disconnect?.();
