import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { credentialsOf, openWorld } from "../gateway-fixture";

/**
 * A gateway in a process of its own. First line of its output: how to connect; then its log. "eat" on its input opens files until no
 * more can be opened, "free" closes them, its end ends the gateway. Tests only.
 */
async function main(): Promise<void> {
  const world = await openWorld();
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  say({
    msg: "begun",
    port: world.gateway.port,
    ca: world.tls.ca,
    dashboard: world.password,
    charger: credentialsOf(world, "ZPR000001"),
  });
  for (const line of world.log.all) say(line);
  world.log.add = say;
  const eaten: number[] = [];
  const lines = createInterface({ input: process.stdin });
  lines.on("close", async () => {
    await world.close();
    process.exit();
  });
  lines.on("line", (line) => {
    if (line === "free") for (const file of eaten.splice(0)) closeSync(file);
    if (line !== "eat") return;
    try {
      for (;;) eaten.push(openSync("/dev/null", "r"));
    } catch (error) {
      say({ msg: "eaten", reason: String(error) });
    }
  });
}

void main();
