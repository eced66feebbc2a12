import { get } from "node:http";

/**
 * Readers of event streams in a process of their own. Arguments: url, how many, and cookies that they take in turn. Tells its
 * counts when it is asked.
 */
const [url = "", count = "0", ...cookies] = process.argv.slice(2);
const counts = { open: 0, frames: 0, bytes: 0 };
const frameStart = Buffer.from("event: delta");

for (let reader = 0; reader < Number(count); reader += 1) {
  const cookie = cookies[reader % cookies.length] ?? "";
  get(url, { headers: { cookie, accept: "text/event-stream" } }, (response) => {
    if (response.statusCode !== 200) throw new Error(`A reader got ${response.statusCode}.`);
    counts.open += 1;
    response.on("data", (chunk: Buffer) => {
      counts.bytes += chunk.byteLength;
      for (let at = chunk.indexOf(frameStart); at >= 0; at = chunk.indexOf(frameStart, at + 1)) counts.frames += 1;
    });
    response.on("close", () => {
      counts.open -= 1;
    });
  });
}
process.on("message", () => process.send?.(counts));
process.once("disconnect", () => process.exit(0));
