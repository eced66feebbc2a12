const nowhere = "http://own.invalid";

/** A path of this site out of an address's parameter; the start page for anything that would lead away from here. */
export function ownPath(asked: string | string[] | undefined): string {
  const text = Array.isArray(asked) ? asked[0] : asked;
  if (text === undefined) return "/";
  try {
    const url = new URL(text, nowhere);
    const path = `${url.pathname}${url.search}`;
    const own = url.origin === nowhere && !path.startsWith("//") && !path.startsWith("/sign-in");
    return own ? path : "/";
  } catch {
    // Not an address at all: there is nothing to go back to.
    return "/";
  }
}
