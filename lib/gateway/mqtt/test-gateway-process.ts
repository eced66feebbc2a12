import { readFileSync } from "node:fs";
import pino from "pino";
import { protocols } from "../../protocol/registry";
import { startGateway } from "../gateway";
import { MemorySource } from "../gateway-fixture";

/** What a gateway in a process of its own, to be killed, is told as its one argument. */
export interface GatewayProcessOptions {
  port: number;
  cert: string;
  key: string;
  password: string;
  /** The dashboard whose session is kept, and where. */
  clientId: string;
  folder: string;
  logFile: string;
  /** Keys in base64. */
  chargers: Record<string, string>;
}

const told: GatewayProcessOptions = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const source = new MemorySource();
for (const [deviceId, key] of Object.entries(told.chargers)) source.enrol(deviceId, {}, Buffer.from(key, "base64"));
const { port } = await startGateway(
  {
    host: "localhost",
    port: told.port,
    bind: "127.0.0.1",
    tls: { cert: told.cert, key: told.key, ca: null },
    dashboard: { username: "phaseboard", password: told.password },
    awaited: {
      clientId: told.clientId,
      filters: protocols.subscriptions(told.clientId).map(({ filter }) => filter),
      journal: { folder: told.folder, softBytes: 64 * 1024 * 1024, hardBytes: 128 * 1024 * 1024 },
    },
    log: pino({ level: "info" }, pino.destination({ dest: told.logFile, sync: true })),
  },
  source,
);
process.send?.(port);
