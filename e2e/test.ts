import { test as base, expect, type Page } from "@playwright/test";
import type { Role } from "../lib/domain/access/person";
import { password, people } from "./sample";
import { type BrokerKind, openWorld, type World } from "./world";

/** What browsers say of a server that is away: of a page's own requests, and of the service worker's script. */
export const serverAway = /Failed to load resource|ERR_CONNECTION_|ERR_INCOMPLETE_CHUNKED_ENCODING|fetching the script/;

interface WorkerFixtures {
  /** Which broker the world of a file has; each kind is a world of its own. */
  brokerKind: BrokerKind;
  world: World;
}

interface Fixtures {
  /** Signs the page in as the sample person of a role and opens `path`. */
  enter: (page: Page, role: Role, path?: string) => Promise<void>;
  /** Console messages that a journey means to provoke: a page is otherwise held to say no error. */
  expectedErrors: RegExp;
}

export const test = base.extend<Fixtures & { guard: undefined }, WorkerFixtures>({
  brokerKind: ["gateway", { option: true, scope: "worker" }],
  world: [
    async ({ brokerKind }, use) => {
      const world = await openWorld(brokerKind);
      await use(world);
      await world.end();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  expectedErrors: [/^$/, { option: true }],
  enter: async ({ world }, use) => {
    await use(async (page, role, path = "/") => {
      await page.goto(`${world.url}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
      await page.getByLabel("Email").fill(people[role].email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    });
  },
  guard: [
    async ({ context, expectedErrors }, use) => {
      const errors: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
      await use(undefined);
      expect(errors.filter((text) => !expectedErrors.test(text))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
