import { AsyncLocalStorage } from "node:async_hooks";
import { isIP } from "node:net";
import { plainAddress, type Trusts } from "../base/trusted-proxies";

/** `192.0.2.1:4711`, `[2001:db8::1]:4711` and `"[2001:db8::1]"` are written by some proxies. */
const withoutPort = (hop: string) =>
  /^"?\[([^\]]+)\](?::\d+)?"?$/.exec(hop)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(hop)?.[1] ?? hop;

/**
 * Who asks: the right-most address that no trusted proxy has. Each proxy adds on the right whom it heard, so what stands left
 * of the first one that is not trusted was written by somebody of whom nothing is known.
 *
 * @param peer the other end of the connection
 * @param forwardedFor the header `X-Forwarded-For`
 */
export function clientAddressOf(peer: string, forwardedFor: string | undefined, trusts: Trusts): string {
  let address = plainAddress(peer);
  const hops = (forwardedFor ?? "").split(",");
  while (trusts(address)) {
    const next = plainAddress(withoutPort(hops.pop()?.trim() ?? ""));
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

const key = Symbol.for("phaseboard.clientAddress");
type Holder = typeof globalThis & { [key]?: AsyncLocalStorage<string> };

/** On `globalThis`, because instrumentation and routes each have their own instance of every module. */
function addresses(): AsyncLocalStorage<string> {
  const holder = globalThis as Holder;
  holder[key] ??= new AsyncLocalStorage<string>();
  return holder[key];
}

/** Serves a request of `address`; nothing that the request itself says can change it. */
export const servedTo = <T>(address: string, serve: () => T): T => addresses().run(address, serve);

/** Who made the request that is served now; "unknown" for one that came before the server was ready. */
export const clientAddress = (): string => addresses().getStore() ?? "unknown";
