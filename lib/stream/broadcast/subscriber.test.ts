import { expect, it } from "vitest";
import { openSubscriber } from "./subscriber";
import { person } from "./test-stream";

/** A page that reads nothing until it is told to, and what is due to happen to it later. */
function stalled(snapshotBytes = 1_000) {
  const left: string[] = [];
  const timers: { ms: number; then: () => void }[] = [];
  const after = (ms: number, then: () => void) => {
    timers.push({ ms, then });
    return () => undefined;
  };
  const signIn = { id: "a", version: 1, endsAt: Number.POSITIVE_INFINITY };
  const { subscriber, body } = openSubscriber(
    person("owner", "north"),
    signIn,
    new Uint8Array(snapshotBytes),
    after,
    () => left.push("left"),
  );
  /** Lets so many ms pass. */
  const pass = (passed: number) => {
    for (const { ms, then } of timers) if (ms <= passed) then();
  };
  return { subscriber, body, pass, left };
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

it("does not count a large snapshot as being behind", () => {
  const { subscriber } = stalled(2_000_000);
  expect(subscriber.send(new Uint8Array(1_000))).toBe(true);
});

it("tells once that a page has left, and has no more words for it", async () => {
  const { subscriber, body, left } = stalled();
  subscriber.end(new Uint8Array(10));
  subscriber.end(new Uint8Array(10));
  expect(subscriber.send(new Uint8Array(10))).toBe(true);
  const page = body.getReader();
  const sizes = [];
  for (let part = await page.read(); !part.done; part = await page.read()) sizes.push(part.value.byteLength);
  expect(sizes).toEqual([1_000, 10]);
  expect(left).toEqual(["left"]);
});
