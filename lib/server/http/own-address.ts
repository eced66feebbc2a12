/** An address or path of the site at `base`, whole; null: of another site, or no address at all. */
export function ownAddress(asked: string, base: string): string | null {
  if (!URL.canParse(asked, base)) return null;
  const url = new URL(asked, base);
  return url.origin === new URL(base).origin ? url.href : null;
}

/** Whether it is a path, or an address of any site, of http. */
export function isHttpAddress(asked: string, base: string): boolean {
  const from = asked.startsWith("/") ? base : undefined;
  return URL.canParse(asked, from) && /^https?:$/.test(new URL(asked, from).protocol);
}
