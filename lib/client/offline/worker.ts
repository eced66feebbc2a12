export interface OfflineSettings {
  /** Of the build: another one makes another worker, with a cache of its own. */
  build: string;
  /** Where the page without data is. */
  shellPath: string;
  /** How long a page may take to begin to come, ms. */
  patienceMs: number;
}

/**
 * The service worker: what a tap shows while the server cannot be reached. It holds the build's own files and one page without
 * data, and never an answer that was made for a person. It is sent to browsers as text, so it uses nothing but its arguments and
 * what browsers have.
 */
export function offlineWorker(worker: ServiceWorkerGlobalScope, settings: OfflineSettings): void {
  const { build, shellPath, patienceMs } = settings;
  const ours = "phaseboard-offline-";
  const name = `${ours}${build}`;
  const files = "/_next/static/";
  /** When a tap within the page was given up, ms: the browser then asks for the whole page, and need not wait once more. */
  let gaveUpAt = Number.NEGATIVE_INFINITY;

  async function fill(): Promise<void> {
    const shell = await fetch(shellPath, { credentials: "omit", cache: "no-store" });
    if (!shell.ok || shell.redirected) throw new Error(`${shellPath}: ${shell.status}`);
    // What is there for browsers that have no service workers is not needed.
    const html = (await shell.clone().text()).replace(/<script[^>]*nomodule[^>]*>/gi, "");
    const cache = await worker.caches.open(name);
    await cache.addAll(new Set(html.match(/\/_next\/static\/[\w./~%-]+/g) ?? []));
    await cache.put(shellPath, shell);
  }

  async function takeOver(): Promise<void> {
    for (const other of await worker.caches.keys())
      if (other.startsWith(ours) && other !== name) await worker.caches.delete(other);
    await worker.clients.claim();
  }

  /** A file of a build never changes: its name would be another. */
  async function fileOf(event: FetchEvent): Promise<Response> {
    const cache = await worker.caches.open(name);
    const held = await cache.match(event.request);
    if (held !== undefined) return held;
    const answer = await fetch(event.request);
    // Without room it is not kept, and asked for again.
    if (answer.ok) event.waitUntil(cache.put(event.request, answer.clone()).catch(() => undefined));
    return answer;
  }

  /** The server's answer; null: none came, or a proxy says that the server is not there. */
  async function fromServer(request: Request, withinMs: number): Promise<Response | null> {
    const late = new Promise<null>((resolve) => setTimeout(resolve, withinMs, null));
    const answer = await Promise.race([fetch(request).catch(() => null), late]);
    return answer === null || (answer.status >= 502 && answer.status <= 504) ? null : answer;
  }

  async function pageOf(request: Request): Promise<Response> {
    const answer = await fromServer(request, Date.now() - gaveUpAt < 5_000 ? 1_000 : patienceMs);
    if (answer !== null) return answer;
    const shell = await (await worker.caches.open(name)).match(shellPath);
    return shell ?? Response.error();
  }

  /** What a tap within the page asks for; refused, the browser asks for the whole page. */
  async function partOf(request: Request): Promise<Response> {
    const answer = await fromServer(request, patienceMs);
    if (answer === null) gaveUpAt = Date.now();
    return answer ?? Response.error();
  }

  /** A wall keeps nothing and is left alone; so is what is no page. */
  const isPage = (path: string) => !path.startsWith("/api/") && !/^\/installations\/[^/]+\/wall$/.test(path);

  worker.addEventListener("install", (event) => event.waitUntil(fill().then(() => worker.skipWaiting())));
  worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== worker.location.origin) return;
    if (pathname.startsWith(files)) event.respondWith(fileOf(event));
    else if (!isPage(pathname)) return;
    else if (request.mode === "navigate") event.respondWith(pageOf(request));
    else if (request.headers.has("rsc")) event.respondWith(partOf(request));
  });
}
