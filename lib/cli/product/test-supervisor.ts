import { createLog } from "../../server/base/log";
import { supervise } from "./supervise";

// A process of its own that supervises the program named in its arguments, until it is killed. Tests stop and continue it.
const [module, everyMs] = process.argv.slice(2);
if (!module) throw new Error("Wanted: <module> <ms between two questions>");
const questions = { everyMs: Number(everyMs), unanswered: 5, startMs: 60_000 };
supervise({ name: "sample", module, nodeArgs: ["--import", "tsx"], env: {}, log: createLog("supervisor"), questions });
