import type { NextRequest } from "next/server";
import { problemResponse } from "./problem-response";

/** What Next serves a route with; a method that a route does not export gets a bare 405 of its own making. */
export const httpMethods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"] as const;
export type HttpMethod = (typeof httpMethods)[number];
// A route's parameters are the file's own affair, and Next's to hand over.
type Handler<P> = (request: NextRequest, context: { params: Promise<P> }) => Promise<Response>;

/** A method that is not there: 405 with `Allow` (RFC 9110, 15.5.6), as problem+json. */
export function methodNotAllowed(request: Request, allow: readonly string[]): Response {
  const answer = problemResponse("methodNotAllowed", {}, request.headers.get("accept-language"));
  answer.headers.set("allow", allow.join(", "));
  return answer;
}

/** A path that is not there: 404, whoever asks. */
export async function pathNotFound(request: Request): Promise<Response> {
  return problemResponse("notFound", {}, request.headers.get("accept-language"));
}

/**
 * A handler for every method, to be exported by a route's file: those given (HEAD by way of GET), OPTIONS, which names them
 * in `Allow`, and for the rest a 405 that names them too.
 */
export function routeMethods<P>(
  given: Partial<Record<Exclude<HttpMethod, "OPTIONS">, Handler<P>>>,
): Record<HttpMethod, Handler<P>> {
  const served = given.GET ? { HEAD: given.GET, ...given } : given;
  const allow = httpMethods.filter((method) => method === "OPTIONS" || served[method] !== undefined);
  const options = async () => new Response(null, { status: 204, headers: { allow: allow.join(", ") } });
  const refused = async (request: NextRequest) => methodNotAllowed(request, allow);
  const { GET = refused, HEAD = refused, POST = refused, PUT = refused, DELETE = refused, PATCH = refused } = served;
  return { GET, HEAD, OPTIONS: options, POST, PUT, DELETE, PATCH };
}
