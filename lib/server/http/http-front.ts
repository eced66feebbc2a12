import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { type ProblemCode, problems } from "../../contract/problem";
import type { Log } from "../base/log";
import type { Trusts } from "../base/trusted-proxies";
import { clientAddressOf, servedTo } from "./client-address";
import { problemText } from "./problem-response";
import { httpMethods } from "./route-methods";

export interface FrontSettings {
  trusts: Trusts;
  /** The public address is https: browsers are told to come by no other way (RFC 6797). */
  https: boolean;
  log: Log;
}

const oneYearS = 31_536_000;

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    // A URIError: no UTF-8, or half an escape.
    return false;
  }
}

/** Why Next is not asked, which would make an error of the server's of it; null: it is. */
function refusalOf({ method, url = "/" }: IncomingMessage): { code: ProblemCode; detail?: string } | null {
  if (method === "TRACE") return { code: "methodNotAllowed" };
  return url.startsWith("/api/") && !canDecode(pathOf(url))
    ? { code: "badRequest", detail: "The path cannot be decoded." }
    : null;
}

const pathOf = (url: string) => url.split("?", 1)[0] ?? "";

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { code, ...extra }: { code: ProblemCode; detail?: string },
): void {
  response.writeHead(problems[code], {
    ...(code === "methodNotAllowed" ? { allow: httpMethods.join(", ") } : {}),
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  const body = problemText(code, extra, request.headers["accept-language"] ?? null);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** What stands before every request listener of a server: knows who asks, and what holds for every answer. */
export function createFront({ trusts, https, log }: FrontSettings) {
  let told = false;

  function tellUnnamed(peer: string): void {
    if (told) return;
    told = true;
    log.warn(
      { peer },
      "X-Forwarded-For does not count: it comes from no proxy named in PHASEBOARD_TRUSTED_PROXIES (said once)",
    );
  }

  return (request: IncomingMessage, response: ServerResponse, serve: () => void): void => {
    const peer = request.socket.remoteAddress ?? "unknown";
    const forwardedFor = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
    if (forwardedFor !== "" && !trusts(peer)) tellUnnamed(peer);
    if (https) response.setHeader("strict-transport-security", `max-age=${oneYearS}`);
    const refusal = refusalOf(request);
    if (refusal !== null) {
      refuse(request, response, refusal);
      return;
    }
    // What cannot be decoded is no page.
    if (!canDecode(pathOf(request.url ?? "/"))) request.url = "/no-such-page";
    servedTo(clientAddressOf(peer, forwardedFor, trusts), serve);
  };
}

/**
 * Puts the front before the request listeners of every HTTP server of this process, whoever made it: Next makes its own. Node
 * tells of a request before it emits it, so that a server's first request passes the front too. Call the result to find no
 * more servers.
 */
export function standBefore(front: ReturnType<typeof createFront>): () => void {
  const channel = "http.server.request.start";
  const known = new WeakSet<Server>();
  const find = (message: unknown) => {
    const server = typeof message === "object" && message !== null && "server" in message ? message.server : null;
    if (!(server instanceof Server) || known.has(server)) return;
    known.add(server);
    const listeners = server.listeners("request");
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      front(request, response, () => {
        for (const listener of listeners) listener.call(server, request, response);
      });
    });
  };
  subscribe(channel, find);
  return () => void unsubscribe(channel, find);
}
