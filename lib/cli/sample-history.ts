import { constants, setPriority } from "node:os";
import { CommandFailure, runCommand } from "./command-line";
import { makeSampleHistory } from "./product/sample-history";
import { withStore } from "./with-store";

const usage = `Makes the sample month that the demo's history begins with. npm start runs it in demo mode, with --demo.
`;

const tellEveryMs = 3_000;

async function main(): Promise<void> {
  // The live view comes first.
  setPriority(constants.priority.PRIORITY_LOW);
  // The one who started this process has ended; what is made is kept.
  process.on("disconnect", () => process.exit());
  await withStore({}, async ({ mode, store }) => {
    if (mode !== "demo") throw new CommandFailure("Only the demo has sample history.");
    let toldAt = Date.now();
    let toldDays = 0;
    await makeSampleHistory(store, ({ days, of }) => {
      if (days === toldDays || (days < of && Date.now() < toldAt + tellEveryMs)) return;
      toldDays = days;
      toldAt = Date.now();
      console.log(`  Sample history: ${days} of ${of} days.`);
    });
  });
}

void runCommand(usage, main).then(() => process.exit());
