import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InFlight } from "./in-flight";

describe("what is in flight", () => {
  it("is acknowledged up to the oldest that is not, whatever the order", () => {
    const sequences = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sequences, fc.infiniteStream(fc.nat()), (numbers, dice) => {
        const flight = new InFlight(0);
        const open = new Map(numbers.sort((a, b) => a - b).map((sequence) => [flight.send(sequence), sequence]));
        while (open.size > 0) {
          const ids = [...open.keys()];
          const id = ids[(dice.next().value ?? 0) % ids.length] ?? 0;
          expect(flight.idOf(open.get(id) ?? 0)).toBe(id);
          expect([flight.acknowledge(id), flight.acknowledge(id)]).toEqual([true, false]);
          open.delete(id);
          const rest = [...open.values()];
          expect(flight.acknowledgedUpTo).toBe(rest.length > 0 ? Math.min(...rest) - 1 : Math.max(...numbers));
          expect(flight.size).toBe(open.size);
        }
      }),
    );
  });

  it("never gives an id twice at once, over the end of all ids", () => {
    const flight = new InFlight(0);
    const first = flight.send(1);
    const held = flight.send(null);
    const given = new Set<number>();
    for (let sequence = 2; sequence < 70_000; sequence++) {
      const id = flight.send(sequence);
      given.add(id);
      expect(flight.acknowledge(id)).toBe(true);
    }
    expect(given.size).toBe(65_533);
    expect(given.has(first) || given.has(held) || given.has(0)).toBe(false);
  });

  it("keeps ids over connections, but not of what belonged to one", () => {
    const flight = new InFlight(7);
    expect(flight.acknowledgedUpTo).toBe(7);
    const marker = flight.send(null);
    const kept = flight.send(8);
    flight.disconnected();
    expect([flight.size, flight.idOf(8), flight.acknowledge(marker)]).toEqual([1, kept, false]);
  });
});
