/**
 * True for a request that another site's page made a browser send. `Sec-Fetch-Site` is the browser's own word; one without it
 * (older, or on plain http) sends `Origin` with every POST, which must then be this site. Neither: not a browser.
 *
 * @param ownUrl the public address, where one is configured; a proxy may change the Host header
 */
export function isCrossSite(headers: Headers, ownUrl: string | undefined): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (origin === null) return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  if (ownUrl !== undefined && from.origin === new URL(ownUrl).origin) return false;
  return from.host !== headers.get("host");
}
