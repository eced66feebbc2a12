import type { AedesPublishPacket } from "aedes";
import { describe, expect, it } from "vitest";
import { Backlog } from "./backlog";

function packet(brokerCounter: number, payload = "x"): AedesPublishPacket {
  const made = { cmd: "publish" as const, qos: 1 as const, dup: false, retain: false, topic: "t" };
  return { ...made, payload: Buffer.from(payload), brokerId: "b", brokerCounter };
}

function filled(count: number, limits = { messages: 100, bytes: 1_000_000 }): Backlog {
  const backlog = new Backlog(limits);
  for (let counter = 1; counter <= count; counter++) backlog.add(packet(counter));
  return backlog;
}

/** Reads a replay as the broker does: each message is written, under a packet id, before the next is taken. */
async function replayed(backlog: Backlog, between: (counter: number) => void = () => {}): Promise<number[]> {
  const seen: number[] = [];
  for await (const { brokerCounter } of backlog.replay()) {
    seen.push(brokerCounter);
    between(brokerCounter);
    backlog.sent(brokerCounter, 1_000 + brokerCounter);
  }
  return seen;
}

describe("Backlog", () => {
  it("forgets what was acknowledged, and nothing else", async () => {
    const backlog = filled(3);
    backlog.sent(2, 7);
    expect(backlog.acknowledged(7)?.brokerCounter).toBe(2);
    expect(backlog.acknowledged(7)).toBeUndefined();
    expect(backlog.acknowledged(8)).toBeUndefined();
    expect(await replayed(backlog)).toEqual([1, 3]);
  });

  it("sends what went out before again under its packet id, as a duplicate", async () => {
    const backlog = filled(2);
    backlog.sent(1, 7);
    const first = await backlog.replay().next();
    expect(first.value).toMatchObject({ brokerCounter: 1, messageId: 7, dup: true });
  });

  it("takes into a replay what is added meanwhile, in order, and leaves it out of live delivery", async () => {
    const backlog = filled(2);
    const seen = await replayed(backlog, (counter) => {
      if (counter > 3) return;
      backlog.add(packet(counter + 10));
      expect(backlog.isReplayed(counter + 10)).toBe(true);
    });
    expect(seen).toEqual([1, 2, 11, 12]);
    expect(backlog.isReplayed(12)).toBe(true);
    backlog.add(packet(20));
    expect(backlog.isReplayed(20)).toBe(false);
  });

  it("waits for the last message to be written before live delivery goes on", async () => {
    const backlog = filled(1);
    const replay = backlog.replay();
    await replay.next();
    const end = replay.next();
    backlog.add(packet(2));
    expect(backlog.isReplayed(2)).toBe(true);
    backlog.sent(1, 5);
    expect((await end).value).toMatchObject({ brokerCounter: 2 });
    backlog.sent(2, 6);
    expect((await replay.next()).done).toBe(true);
  });

  it("lets a newer replay take over from one that was broken off", async () => {
    const backlog = filled(2);
    const broken = backlog.replay();
    await broken.next();
    const again = backlog.replay();
    expect((await again.next()).value).toMatchObject({ brokerCounter: 1 });
    await broken.return(undefined);
    backlog.add(packet(3));
    expect(backlog.isReplayed(3)).toBe(true);
  });

  it("lets the oldest go above its bounds, by count and by bytes", async () => {
    const byCount = filled(5, { messages: 3, bytes: 1_000_000 });
    expect(byCount.dropped).toBe(2);
    expect(await replayed(byCount)).toEqual([3, 4, 5]);
    const byBytes = new Backlog({ messages: 100, bytes: 1_000 });
    for (let counter = 1; counter <= 4; counter++) byBytes.add(packet(counter, "x".repeat(200)));
    expect(await replayed(byBytes)).toEqual([3, 4]);
  });
});
