import { expect, it } from "vitest";
import { openSubscriber } from "./subscriber";
import { person } from "./test-stream";

/** A page that reads nothing until it is told to, and what is due to happen to it later. */
function stalled() {
  const timers: { ms: number; then: () => void }[] = [];
  const after = (ms: number, then: () => void) => {
    timers.push({ ms, then });
    return () => undefined;
  };
  const signIn = { id: "a", version: 1, endsAt: Number.POSITIVE_INFINITY };
  const { subscriber, body } = openSubscriber(
    person("owner", "north"),
    signIn,
    new Uint8Array(1_000),
    after,
    () => undefined,
  );
  /** Lets so many ms pass. */
  const pass = (passed: number) => {
    for (const { ms, then } of timers) if (ms <= passed) then();
  };
  return { subscriber, body, pass };
}

it("lets a page on a bad connection fall 200 KB behind, and not half a megabyte", () => {
  const { subscriber } = stalled();
  const sent = (bytes: number) => subscriber.send(new Uint8Array(bytes));
  expect(sent(200_000)).toBe(true);
  expect(sent(1_000)).toBe(true);
  sent(300_000);
  expect(sent(1_000)).toBe(false);
});

it("gives a slow page three seconds to read the last words, and not twenty", async () => {
  const { subscriber, body, pass } = stalled();
  subscriber.end(new Uint8Array(10));
  pass(3_000);
  const page = body.getReader();
  expect((await page.read()).value?.byteLength).toBe(1_000);
  const other = stalled();
  other.subscriber.end(new Uint8Array(10));
  other.pass(20_000);
  await expect(other.body.getReader().read()).rejects.toThrow("did not drain");
});
