import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../lib/broker/test-mosquitto";
import { buildWhenNeeded } from "../lib/cli/product/build";

const root = join(import.meta.dirname, "..");
const startWithinMs = 120_000;

export interface Served {
  url: string;
  end(): Promise<void>;
}

const isUp = async (url: string) => {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false;
  }
};

/** The demo as `npm start` brings it up: the built pages, the gateway, the database, 76 simulated chargers. */
export async function serveDemo(): Promise<Served> {
  if (!buildWhenNeeded(root)) throw new Error("The pages could not be built.");
  const dataDir = await mkdtemp(join(tmpdir(), "phaseboard-lighthouse-"));
  const [port, gatewayPort] = [await freePort(), await freePort()];
  // On a phone the product takes nothing of the browser's processor: here it has what the browser leaves over.
  const demo = spawn("nice", ["-n", "19", process.execPath, "--import", "tsx", "lib/cli/start.ts"], {
    cwd: root,
    env: {
      ...process.env,
      PORT: `${port}`,
      GATEWAY_PORT: `${gatewayPort}`,
      PHASEBOARD_DATA_DIR: dataDir,
      PHASEBOARD_SAMPLE_HISTORY: "off",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(demo, "exit");
  const end = async () => {
    demo.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://localhost:${port}`;
  for (const until = Date.now() + startWithinMs; !(await isUp(url)); await sleep(500)) {
    if (Date.now() < until && demo.exitCode === null) continue;
    await end();
    throw new Error("The demo did not start.");
  }
  return { url, end };
}

const barePage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>bare</title><h1>Bare</h1>`;

/** A page of one line: what a browser on this machine can reach at all. */
export async function serveBare(): Promise<Served> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(barePage);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bare page has no port.");
  return { url: `http://127.0.0.1:${address.port}/`, end: async () => void server.close() };
}
