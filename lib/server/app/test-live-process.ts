import { z } from "zod";
import { loadEnv } from "../base/env";
import { openLive } from "./live";

/** Asks for a charger's view. */
const question = z.object({ deviceId: z.string() });

/** The live fleet in a process of its own, to be killed: tells a charger's view over its channel whenever it is asked. */
const { DATABASE_URL, PHASEBOARD_SECRET, ...env } = loadEnv();
if (!DATABASE_URL || !PHASEBOARD_SECRET || !process.send)
  throw new Error("to be forked by a test, with its environment");
const live = openLive({ ...env, DATABASE_URL, PHASEBOARD_SECRET });
process.on("message", (message) => {
  const { deviceId } = question.parse(message);
  const told = { view: live.fleetReader.charger(deviceId), links: live.fleetReader.links() };
  // What the view shows is acknowledged at the end of the turn in which it came, so a kill after the answer loses no acknowledgement.
  setImmediate(() => process.send?.(told));
});
process.on("disconnect", () => process.exit());
