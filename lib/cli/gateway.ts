import { startGateway } from "../gateway/gateway";
import { bindAddress, ensureTls, ownTls, type TlsMaterial } from "../gateway/tls/tls-files";
import { awaitedFilters } from "../protocol/registry";
import { openProduct, sessionClientId } from "../server/app/mode";
import { type Env, loadEnv } from "../server/base/env";
import { journalFolder } from "../server/base/journal-folder";
import { createLog } from "../server/base/log";
import { createOutageLog } from "../server/base/outage-log";
import { endWithParent, tellReady } from "../server/base/parent-process";
import { derive } from "../server/base/secrets";
import { openStore } from "../store/store";
import { openGatewaySource } from "./product/gateway-source";

const usage = `npm run gateway      the embedded gateway alone, on the running database; npm start runs it beside the pages

SIGTERM or Ctrl-C ends it. Configuration: environment variables, see docs/configuration.md.`;

const dayMs = 86_400_000;
const megabyte = 1024 * 1024;

function tlsOf(env: Env): Promise<TlsMaterial> {
  const { GATEWAY_CERT_FILE: cert, GATEWAY_KEY_FILE: key, GATEWAY_HOST: host } = env;
  return cert && key ? ownTls(cert, key, host, Date.now()) : ensureTls(env.PHASEBOARD_DATA_DIR, host, Date.now());
}

/** Runs the embedded gateway until it is told to end. */
async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit();
  }
  const env = loadEnv();
  const log = createLog("gateway", env.LOG_LEVEL);
  process.on("uncaughtException", (error) => {
    log.fatal({ reason: error.stack }, "the gateway failed");
    process.exit(1);
  });
  const product = await openProduct(env, log);
  if (product.secret === null) throw new Error("The product was opened without its secret.");
  const { mode, secret } = product;
  const store = await openStore(product.databaseUrl, { secret: derive(secret, "store keys"), log });
  const outage = createOutageLog("database", log);
  outage.up();
  store.onHealth((health) => (health.up ? outage.up() : outage.down(health.reason)));
  const { source, close } = await openGatewaySource(store);
  let tls = await tlsOf(env);
  const { GATEWAY_HOST: host, GATEWAY_PORT: port } = env;
  const bind = bindAddress(host, mode === "demo");
  const password = derive(secret, "gateway dashboard password").toString("base64url");
  const dashboard = { username: "phaseboard", password };
  const clientId = await sessionClientId(env, store);
  const journal = {
    folder: journalFolder({ ...env, PHASEBOARD_MODE: mode }, "gateway"),
    softBytes: env.PHASEBOARD_JOURNAL_SOFT_MB * megabyte,
    hardBytes: env.PHASEBOARD_JOURNAL_HARD_MB * megabyte,
  };
  const awaited = { clientId, filters: awaitedFilters(clientId), journal };
  const bounds = {
    connectionsPerAddress: env.GATEWAY_CONNECTIONS_PER_ADDRESS,
    handshakesPerAddress: env.GATEWAY_HANDSHAKES_PER_ADDRESS,
  };
  const pricesPassword = env.PRICES_PASSWORD;
  const gateway = await startGateway(
    { host, port, bind, tls, dashboard, pricesPassword, awaited, bounds, log },
    source,
  );

  const renewal = setInterval(async () => {
    try {
      const next = await tlsOf(env);
      if (next.cert === tls.cert) return;
      tls = next;
      gateway.renewCertificate(tls);
      log.info("the certificate was renewed");
    } catch (error) {
      log.error({ reason: String(error) }, "the certificate could not be renewed; the old one stays in use");
    }
  }, dayMs);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    clearInterval(renewal);
    await gateway.close();
    await close();
    await store.close();
    await product.stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end());
  endWithParent(() => void end());
  log.info({ host, port: gateway.port, mode }, "listening");
  tellReady();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
