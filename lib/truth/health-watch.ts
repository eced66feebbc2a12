import { z } from "zod";

const askEveryMs = 250;
const linksShape = z.looseObject({ broker: z.object({ up: z.boolean() }), store: z.object({ up: z.boolean() }) });

/** Asks the pages again and again whether they, the gateway and the database work. */
export function watchHealth(url: string) {
  let since: number | null = null;
  let latest: unknown = null;
  let asking = false;
  let doubtedAt = 0;
  const ask = async () => {
    const askedAt = Date.now();
    try {
      const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) });
      const said = linksShape.parse(await answer.json());
      latest = said;
      // An answer from before a kill says nothing about now.
      if (askedAt < doubtedAt) return;
      since = said.broker.up && said.store.up ? (since ?? Date.now()) : null;
    } catch {
      // It does not answer, which is the question.
      since = null;
    }
  };
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    void ask().finally(() => {
      asking = false;
    });
  }, askEveryMs);
  return {
    since: () => since,
    latest: () => latest,
    /** Something has just been taken away: it takes a moment until that is noticed. */
    down() {
      since = null;
      doubtedAt = Date.now() + 1_000;
    },
    async up(withinMs: number) {
      const until = Date.now() + withinMs;
      while (since === null) {
        if (Date.now() > until) throw new Error(`not up within ${withinMs} ms: ${JSON.stringify(latest)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    end: () => clearInterval(timer),
  };
}
