import { describe, expect, it } from "vitest";
import { createHealthBook, type StoreHealth } from "./health";

function book() {
  let now = 0;
  const changes: StoreHealth[] = [];
  const health = createHealthBook(() => now);
  health.onChange((change) => changes.push(change));
  return { health, changes, at: (ms: number) => (now = ms) };
}

describe("the health book", () => {
  it("tells every change once, with its instant and reason", () => {
    const { health, changes, at } = book();
    health.succeeded();
    at(10);
    health.failed("connectionLost");
    at(20);
    health.failed("refused");
    expect(health.now()).toEqual({ up: false, since: 10, reason: "refused" });
    at(30);
    health.succeeded();
    health.succeeded();
    expect(changes).toEqual([
      { up: false, since: 10, reason: "connectionLost" },
      { up: false, since: 10, reason: "refused" },
      { up: true, since: 30, reason: null },
    ]);
  });

  it("stays down while writes are refused, although reads succeed", () => {
    const { health, changes } = book();
    health.failed("diskFull", true);
    health.succeeded();
    expect(health.now().up).toBe(false);
    health.failed("connectionLost");
    health.succeeded();
    expect(health.now().up).toBe(false);
    health.wrote();
    expect(health.now().up).toBe(true);
    expect(changes).toHaveLength(3);
  });

  it("no longer calls who has left", () => {
    const { health } = book();
    let calls = 0;
    const leave = health.onChange(() => calls++);
    leave();
    health.failed("connectionLost");
    expect(calls).toBe(0);
  });
});
