import { describe, expect, it } from "vitest";
import { begins, charges, livesUntil, newBook, says, t0 } from "../book/test-book";
import { judgePage, type PageText } from "./judge-page";
import { newMemory } from "./judge-reading";

const plugged = t0 + 30_000;
const now = t0 + 90_000;

function judged(change: Partial<PageText>, later: Record<number, string> = {}): string[] {
  const book = newBook();
  begins(book, t0);
  charges(book, plugged);
  if (Object.keys(later).length > 0) says(book, later, now - 10_000);
  livesUntil(book, now - 40_000, now - 1_000);
  const power = { text: "11.0 kW", at: plugged + 4_000, old: false };
  const page = { state: "Charging", presence: "Online", power, ...change };
  return judgePage(book, page, now, 80_000, newMemory()).flatMap(({ field, lie }) => (lie ? [`${field}: ${lie}`] : []));
}

describe("a page's words", () => {
  it("are true, rounded as they are", () => expect(judged({})).toEqual([]));
  it("may be in the past", () =>
    expect(
      judged({
        state: "Was charging",
        presence: "Was online",
        power: { text: "11.0 kW", at: plugged + 4_000, old: true },
      }),
    ).toEqual([]));

  const plant = (lie: string, change: Partial<PageText>, later?: Record<number, string>) =>
    it(`that lie are found: ${lie}`, () => expect(judged(change, later)).toContain(lie));
  plant("page state: wrongState", {}, { 710: "1" });
  plant("page state: wrongState", { state: "Paused" });
  plant("page presence: offlineThoughConnected", { presence: "Offline" });
  plant("page power: neverSaid", { power: { text: "9.9 kW", at: plugged + 4_000, old: false } });
  plant("page power: olderShownLive", {}, { 513: "7000" });
  plant("page power: wrongAge", { power: { text: "11.0 kW", at: plugged + 40_000, old: false } });
});
