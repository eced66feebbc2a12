import { type NextRequest, NextResponse } from "next/server";
import { problemResponse } from "./lib/server/problem-response";

const development = process.env.NODE_ENV === "development";

/** Next itself makes an error of the server's of a path that cannot be decoded. */
function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    // A URIError: no UTF-8, or half an escape.
    return false;
  }
}

/**
 * Gives every page a content security policy with a nonce of its own, which Next puts on its scripts, and tells it the path
 * that was asked for, to come back to after signing in. What cannot be decoded is no page, and refused by the API as all else is.
 * It guards nothing: who may see what is decided in each page and route.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  const decodable = canDecode(pathname);
  if (pathname.startsWith("/api/")) {
    const detail = "The path cannot be decoded.";
    return decodable
      ? NextResponse.next()
      : problemResponse("badRequest", { detail }, request.headers.get("accept-language"));
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Charts and virtual lists place their parts with style attributes, which no nonce covers.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-asked-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("content-security-policy", policy);
  const as = { request: { headers } };
  // Of the very address that Next knows itself by: any other it would ask over the network.
  const nowhere = request.nextUrl.clone();
  nowhere.pathname = "/no-such-page";
  const response = decodable ? NextResponse.next(as) : NextResponse.rewrite(nowhere, as);
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // Everything but what is served as a file, also what is fetched ahead: it may be the very answer that is shown.
  matcher: [
    "/(.*%.*)",
    "/((?!api/|_next/static/|favicon\\.ico$|icon\\.svg$|icon-192\\.png$|icon-512\\.png$|apple-icon\\.png$|manifest\\.webmanifest$).*)",
  ],
};
