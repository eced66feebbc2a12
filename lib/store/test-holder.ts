import { openDatabase } from "./embedded-postgres/open-database";
import { silentLog } from "./test-postgres";

// A process of its own that uses the embedded database of the folder named in its arguments, says so, and gives it back when
// its standard input ends. Tests start several of them, and kill them.
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error("Wanted: <data folder>");
const opened = await openDatabase({ dataDir, databaseUrl: null, name: "phaseboard", log: silentLog });
process.stdout.write(`${JSON.stringify({ url: opened.url, started: opened.started })}\n`);
process.stdin.resume();
process.stdin.once("end", async () => {
  await opened.stop();
  process.exit(0);
});
