import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { dialectWordsIn } from "./test-dialect-words";

const root = resolve(import.meta.dirname, "../..");
const files = ["lib", "app", "components"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);

it("no room but a dialect's own names its ids, topics and codes", () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => dialectWordsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
});

it.each([
  ["a number", "if (mode === 710) stop();"],
  ["a text", 'const offlineCurrentId = "523";'],
  ["a key", "const names = { 718: true };"],
  ["a comment", "  /** 708 and 519. */"],
  ["a comment with a value", "// stop: with 710 = 5"],
  ["a method's number", 'send("507");'],
  ["a topic", "topic.includes(`/messages/events`)"],
  ["a device's topic", 'subscribe("$iothub/twin/res/#")'],
  ["a command's topic", "const topic = prefix + '/methods/POST/1';"],
  ["a word for a code", "function legsOfPhaseId(phaseId: number) {}"],
])("catches %s: %s", (_, line) => {
  for (const path of [
    "lib/fleet/a.ts",
    "lib/gateway/a.ts",
    "lib/server/a.ts",
    "lib/protocol/dialect.ts",
    "components/a.tsx",
  ])
    expect(dialectWordsIn(path, `\n${line}\n`)).toEqual([`${path}:2: ${line.trim()}`]);
  expect(dialectWordsIn("lib/protocol/zaptec/a.ts", line)).toEqual([]);
});

it.each(["const hour = 3_600;", "status: 503", "return json(x, 201);", "1_507", "0.507", "12:08:03", "width 510px"])(
  "lets %s through",
  (line) => {
    expect(dialectWordsIn("lib/fleet/a.ts", line)).toEqual([]);
  },
);
