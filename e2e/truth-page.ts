import type { Page } from "@playwright/test";
import { judgePage, type PageText } from "../lib/truth/judge/judge-page";
import { newMemory } from "../lib/truth/judge/judge-reading";
import type { World } from "../lib/truth/run";

const everyMs = 500;

/** Reads the page in one go, so that what is compared stood there together; null: a part of it is not there. */
const read = (page: Page): Promise<PageText | null> =>
  page.evaluate(() => {
    const words = (name: string, within: string) =>
      document.querySelector(`[role="status"][aria-label="${name}"] ${within}`)?.textContent ?? null;
    const [state, presence] = [words("State", "p"), words("Presence", "span")];
    const value = document.querySelector<HTMLElement>('button[data-label="Power"]');
    const at = Number(value?.dataset.at || Number.NaN);
    if (state === null || presence === null) return null;
    const power =
      value && Number.isFinite(at) ? { text: value.textContent ?? "", at, old: value.dataset.old === "1" } : null;
    return { state, presence, power };
  });

/** Opens a charger's page and has it judged a few times a second, until `until` resolves; how often it was. */
export async function watchPage(page: Page, world: World, deviceId: string, until: Promise<unknown>): Promise<number> {
  const { product, cast, watch, cookie } = world;
  const book = cast.books.get(deviceId);
  if (!book) throw new Error(`no charger ${deviceId}`);
  const pairs = cookie.split("; ").map((pair) => pair.split("=", 2));
  await page.context().addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url: product.url })));
  await page.goto(`${product.url}/chargers/${deviceId}`);
  const memory = newMemory();
  let ended = false;
  let looks = 0;
  void until.finally(() => {
    ended = true;
  });
  while (!ended) {
    const text = await read(page);
    const now = Date.now();
    const since = product.upSince();
    if (text) {
      watch.add(judgePage(book, text, now, since === null ? 0 : now - since, memory));
      looks += 1;
    }
    await page.waitForTimeout(everyMs);
  }
  return looks;
}
