import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noon } from "../charger/test-charger";
import { flush, newOutbox, put, takeBack } from "../fleet/outbox";
import { garbage, newWeather, refuses, repeats, strikes, weatherKinds } from "./fault-injection";

describe("weather", () => {
  it("is fair unless asked for", () => {
    const w = newWeather([], "seed", noon);
    for (let i = 0; i < 2000; i++) {
      expect([strikes(w, noon + i * 10_000), repeats(w), refuses(w), garbage(w, "{}")]).toEqual([
        null,
        false,
        false,
        null,
      ]);
    }
  });

  it("brings drops and silences at their rate, the same for the same seed", () => {
    const hours = (seed: string) => {
      const w = newWeather(weatherKinds, seed, noon);
      return Array.from({ length: 10 * 3600 }, (_, s) => strikes(w, noon + s * 1000)?.kind).filter(Boolean);
    };
    const events = hours("a");
    expect(events.filter((kind) => kind === "drop").length).toBeGreaterThan(140);
    expect(events.filter((kind) => kind === "drop").length).toBeLessThan(260);
    expect(events.filter((kind) => kind === "silence").length).toBeGreaterThan(35);
    expect(hours("a")).toEqual(events);
    expect(hours("b")).not.toEqual(events);
  });

  it("makes garbage of every kind, some of it no JSON and some of it no UTF-8", () => {
    const w = newWeather(["garbage"], "seed", noon);
    const all = Array.from({ length: 20_000 }, () => garbage(w, '{"Type":2}')).filter((bytes) => bytes !== null);
    expect(all.length / 20_000).toBeCloseTo(0.03, 2);
    const texts = new Set(all.map((bytes) => Buffer.from(bytes).toString("latin1")));
    expect(texts.size).toBeGreaterThan(50);
    expect(Math.max(...all.map((bytes) => bytes.length))).toBeLessThan(256 * 1024);
  });
});

describe("what nobody acknowledged", () => {
  it("goes out again, each letter until its acknowledgement, in order, whatever the connection does", () => {
    const course = fc.array(fc.constantFrom("put", "ack", "lose", "come", "silence"), { maxLength: 200 });
    fc.assert(
      fc.property(course, (events) => {
        const box = newOutbox();
        const acknowledged = new Set<string>();
        let open = true;
        let onWay: { payload: string; done: (ok: boolean) => void }[] = [];
        const postman = {
          open: () => open,
          send: ({ payload }: { payload: string }, done: (ok: boolean) => void) => void onWay.push({ payload, done }),
        };
        let written = 0;
        const run = (event: string) => {
          if (event === "put") put(box, { topic: "t", payload: String(written++) });
          const first = event === "ack" ? onWay.shift() : undefined;
          if (first) {
            acknowledged.add(first.payload);
            first.done(true);
          }
          if (event === "lose") {
            for (const { done } of onWay) done(false);
            onWay = [];
            takeBack(box);
          }
          if (event === "silence") open = false;
          if (event === "come") open = true;
          flush(box, postman);
        };
        for (const event of events) run(event);
        run("come");
        while (onWay.length > 0) run("ack");
        expect(acknowledged.size).toBe(written);
        expect(box.inFlight.size).toBe(0);
      }),
    );
  });

  it("forgets the oldest when its memory is full", () => {
    const box = newOutbox();
    for (let i = 0; i < 2500; i++) put(box, { topic: "t", payload: String(i) });
    expect([box.waiting.length, box.waiting[0]?.payload]).toEqual([2000, "500"]);
  });
});
