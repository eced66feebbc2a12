import type { Mode } from "../../server/app/mode";
import { ConfigurationError, type Env } from "../../server/base/env";
import { pagesHost } from "./parts";
import { isLoopback, portFault } from "./ports";

function demoFaults(env: Env): string[] {
  const ends = "The first real person (npm run person -- add) ends demo mode";
  const faults: string[] = [];
  if (env.HOST && !isLoopback(env.HOST))
    faults.push(`HOST: demo mode listens on loopback only, not on ${env.HOST}. ${ends}`);
  if (!isLoopback(env.GATEWAY_HOST))
    faults.push(`GATEWAY_HOST: demo mode listens on loopback only, not on ${env.GATEWAY_HOST}. ${ends}`);
  return faults;
}

async function portFaults(env: Env, mode: Mode): Promise<string[]> {
  const wanted = [{ name: "PORT", port: env.PORT, host: pagesHost({ env, mode }) }];
  const gatewayHost = isLoopback(env.GATEWAY_HOST) ? "127.0.0.1" : "0.0.0.0";
  if (!env.MQTT_URL) wanted.push({ name: "GATEWAY_PORT", port: env.GATEWAY_PORT, host: gatewayHost });
  const faults = await Promise.all(wanted.map(({ port, host }) => portFault(port, host)));
  return wanted.flatMap(({ name }, index) => {
    const fault = faults[index];
    return fault ? [`${name}: ${fault}`] : [];
  });
}

function samePort({ MQTT_URL: broker, PORT: port, GATEWAY_PORT: gatewayPort }: Env): string[] {
  if (broker !== undefined || port !== gatewayPort) return [];
  return [`PORT, GATEWAY_PORT: both are ${port}; the pages and the gateway need a port each`];
}

/** What would only fail later. @throws ConfigurationError naming every fault. */
export async function preflight(env: Env, mode: Mode): Promise<void> {
  const faults = [...(mode === "demo" ? demoFaults(env) : []), ...samePort(env), ...(await portFaults(env, mode))];
  if (faults.length > 0) throw new ConfigurationError(faults);
}
