import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isKnownBrowser, knownBrowserCookie } from "./known-browser";

const ada = { id: "ada", version: 3 };
const day = 86_400_000;

/** The cookies of a browser that was given this one. */
function jar(setCookie: string) {
  const [name = "", value = ""] = (setCookie.split(";")[0] ?? "").split("=");
  return (asked: string) => (asked === name ? value : undefined);
}

beforeEach(() => vi.stubEnv("NEXTAUTH_SECRET", "a secret for tests, long enough for them"));
afterEach(() => vi.unstubAllEnvs());

describe("a known browser", () => {
  it("is known at its own account, until half a year has passed", () => {
    const cookie = jar(knownBrowserCookie(ada, 0));
    expect(isKnownBrowser(ada, cookie, 179 * day)).toBe(true);
    expect(isKnownBrowser(ada, cookie, 180 * day)).toBe(false);
    expect(isKnownBrowser({ id: "bert", version: 3 }, cookie, 0)).toBe(false);
  });

  it("is no longer known when the person's sign-ins were ended", () => {
    expect(isKnownBrowser({ ...ada, version: 4 }, jar(knownBrowserCookie(ada, 0)), 0)).toBe(false);
  });

  it("cannot be made up, nor by another secret", () => {
    const made = knownBrowserCookie(ada, 0);
    const longer = made.replace(/=(\d+)\./, (_, until: string) => `=${Number(until) + 1}.`);
    for (const cookie of [jar(longer), jar(made.replace(/\..*?;/, ".;")), () => "x", () => "1.2.3", () => undefined])
      expect(isKnownBrowser(ada, cookie, 0)).toBe(false);
    vi.stubEnv("NEXTAUTH_SECRET", "another secret, long enough as well");
    expect(isKnownBrowser(ada, jar(made), 0)).toBe(false);
  });

  it("keeps its cookie from scripts, other sites and plain http", () => {
    expect(knownBrowserCookie(ada, 0)).toMatch(/; Path=\/api\/auth; .*; HttpOnly; SameSite=Strict$/);
    vi.stubEnv("PHASEBOARD_URL", "https://board.example");
    expect(knownBrowserCookie(ada, 0)).toMatch(/^__Secure-.*; Secure$/);
  });
});
