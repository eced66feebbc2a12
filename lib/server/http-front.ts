import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { problems } from "../domain/problem";
import { clientAddressOf, servedTo } from "./client-address";
import type { Log } from "./log";
import { problemText } from "./problem-response";
import type { Trusts } from "./trusted-proxies";

export interface FrontSettings {
  trusts: Trusts;
  /** The public address is https: browsers are told to come by no other way (RFC 6797). */
  https: boolean;
  log: Log;
}

const oneYearS = 31_536_000;

/** Refuses a method that Next makes an error of the server's of. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(problems.methodNotAllowed, {
    allow: "GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH",
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(problemText("methodNotAllowed", {}, request.headers["accept-language"] ?? null));
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
    if (request.method === "TRACE") refuse(request, response);
    else servedTo(clientAddressOf(peer, forwardedFor, trusts), serve);
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
