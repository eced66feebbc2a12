import { type OfflineSettings, offlineWorker } from "../../lib/client/offline/worker";
import { buildId } from "../../lib/server/base/build-id";

/** Where the pages are developed, files change and keep their names: a worker of before goes. */
const none = "self.skipWaiting(); self.addEventListener('activate', () => self.registration.unregister());\n";

export const dynamic = "force-dynamic";

function settings(): string {
  return JSON.stringify({
    build: buildId(),
    shellPath: "/offline",
    patienceMs: 10_000,
  } satisfies OfflineSettings);
}

/** The service worker's script. Its body names the build, so that browsers see at their next page that there is another. */
export function GET(): Response {
  const script = process.env.NODE_ENV === "development" ? none : `(${offlineWorker})(self, ${settings()});\n`;
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": "default-src 'none'; connect-src 'self'",
    },
  });
}
