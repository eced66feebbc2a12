import { type NextRequest, NextResponse } from "next/server";

const development = process.env.NODE_ENV === "development";

/**
 * Gives every page a content security policy with a nonce of its own, which Next puts on its scripts, and tells it the path
 * that was asked for, to come back to after signing in. It guards nothing: who may see what is decided in each page and route.
 */
export function proxy(request: NextRequest): Response {
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
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// Everything but the API and files; also what is fetched ahead, which may be the very answer that is shown.
export const config = {
  matcher: [
    "/((?!api/|_next/static/|offline-worker\\.js$|favicon\\.ico$|icon\\.svg$|icon-192\\.png$|icon-512\\.png$|apple-icon\\.png$|manifest\\.webmanifest$).*)",
  ],
};
