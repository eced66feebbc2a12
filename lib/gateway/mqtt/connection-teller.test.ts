import { expect, it } from "vitest";
import { type ConnectionWord, createConnectionTeller } from "./connection-teller";

const id = "ZPR000001";
const rate = { burst: 4, perSecond: 1 };
const on = (at: number, tookOver: string | null = null): ConnectionWord => {
  return { connected: true, at, begun: { address: `192.0.2.${at}`, tookOver, times: 1 } };
};
const off = (at: number): ConnectionWord => ({ connected: false, at });

function world() {
  const said: ConnectionWord[] = [];
  const waiting: { ms: number; then: () => void }[] = [];
  const pass = (_: string, word: ConnectionWord) => void said.push(word);
  const teller = createConnectionTeller(pass, rate, (ms, then) => void waiting.push({ ms, then }));
  const end = () => {
    for (const { then } of waiting.splice(0)) then();
  };
  return { said, waiting, teller, end };
}

it("tells what comes seldom at once and as it came", () => {
  const { said, waiting, teller } = world();
  teller.tell(id, on(1), 0);
  teller.tell(id, off(2), 0);
  teller.tell("ZPR000002", off(3), 0);
  expect(said).toEqual([on(1), off(2), off(3)]);
  expect(waiting).toEqual([]);
});

it("tells of a storm what came last, and how often the connection began, once a second", () => {
  const { said, waiting, teller, end } = world();
  for (let at = 1; at <= 100; at += 1) {
    teller.tell(id, off(at), 0);
    teller.tell(id, on(at, "192.0.2.99"), 0);
  }
  expect(said).toHaveLength(4);
  expect(waiting.map(({ ms }) => ms)).toEqual([1_000]);
  end();
  expect(said.at(-1)).toEqual({
    connected: true,
    at: 100,
    begun: { address: "192.0.2.100", tookOver: "192.0.2.99", times: 98 },
  });
});

it("ends with what is so: gone, if it is gone", () => {
  const { said, teller, end } = world();
  for (let at = 1; at <= 10; at += 1) teller.tell(id, on(at), 0);
  teller.tell(id, off(11), 0);
  end();
  expect(said.at(-1)).toMatchObject({ connected: false, at: 11 });
  teller.tell(id, on(12), 60_000);
  expect(said.at(-1)).toEqual(on(12));
});

it("says nothing more of one that is forgotten", () => {
  const { said, teller, end } = world();
  for (let at = 1; at <= 10; at += 1) teller.tell(id, on(at), 0);
  const before = said.length;
  teller.forget(id);
  end();
  expect(said).toHaveLength(before);
});
