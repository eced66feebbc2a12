import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp } from "../store/backup/back-up";
import { connected, fill } from "../store/backup/test-content";
import { startSystemPostgres, type TestServer } from "../store/test-postgres";

let server: TestServer;
let dir: string;
let url: string;
const file = (name: string) => join(dir, name);

async function run(command: string, args: string[], env: Record<string, string>) {
  const program = fileURLToPath(new URL(`./${command}.ts`, import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, ...args], {
    env: {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      PHASEBOARD_DATA_DIR: dir,
      PHASEBOARD_SECRET: "a secret of more than thirty-two characters",
      DATABASE_URL: url,
      ...env,
    },
  });
  child.stdin.end("correct horse battery\n");
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { out, err, status };
}

beforeAll(async () => {
  server = await startSystemPostgres();
  dir = await mkdtemp(join(tmpdir(), "newer-schema-"));
  url = await server.database();
  await fill(url);
  await backUp(url, file("backup.gz"), 1, new AbortController().signal);
  await writeFile(file("topology.yaml"), "installations: []\n");
  await connected(url, (client) => client.query("insert into migrations values ('9999-from-the-future')"));
});
afterAll(async () => {
  await server.end();
  await rm(dir, { recursive: true, force: true });
});

describe("a database that a newer version has used", { timeout: 120_000 }, () => {
  it.each([
    ["start", []],
    ["start", [], { MQTT_URL: "mqtts://127.0.0.1:1" }],
    ["gateway", []],
    ["simulate", ["--chargers", "1"]],
    ["charger", ["list"]],
    ["topology", ["export"]],
    ["topology", ["import", "topology.yaml", "--real"]],
    ["person", ["add", "a@example.com", "--name", "A", "--role", "support"]],
    ["backup", ["new.gz"]],
    ["restore", ["backup.gz"]],
  ] as [string, string[], Record<string, string>?][])(
    "is refused in one sentence with what to do: %s %j %j",
    async (command, args, env = {}) => {
      const paths = args.map((arg) => (/\.(gz|yaml)$/.test(arg) ? file(arg) : arg));
      const before = await connected(url, (client) => client.query("select * from people"));
      const { out, err, status } = await run(command, paths, env);
      expect(out).toBe("");
      expect(err).toMatch(
        /^The database was made by a newer version of Phaseboard \(9999-from-the-future\): use that version .*docs\/upgrade\.md\)\.\n$/,
      );
      expect(status).toBe(1);
      expect((await connected(url, (client) => client.query("select * from people"))).rows).toEqual(before.rows);
      expect(existsSync(file("new.gz"))).toBe(false);
    },
  );
});
