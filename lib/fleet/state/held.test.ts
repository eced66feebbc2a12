import { expect, test } from "vitest";
import { knownKeys } from "../../domain/charger/observation";
import { observed, t0 } from "../test-fleet";
import { Held } from "./held";

const keys = [...knownKeys, "#4711", "#-3", "temperatureInternal5C"];
const said = (key: string, at: number) => ({ ...observed("powerW", 1, at), key });

test("nothing is held of a charger that has said nothing", () => {
  const held = new Held();
  expect(held.isEmpty).toBe(true);
  expect(held.values()).toEqual([]);
  for (const key of keys) expect(held.get(key)).toBeUndefined();
});

test.each(keys)("%s alone is held, and the newest of it", (key) => {
  const held = new Held();
  const newest = said(key, t0 + 1);
  held.set(key, said(key, t0));
  held.set(key, newest);
  expect(held.isEmpty).toBe(false);
  expect(held.values()).toEqual([newest]);
  expect(keys.filter((each) => held.get(each) !== undefined)).toEqual([key]);
  expect(held.get(key)).toBe(newest);
});

test("each key is held once beside all others", () => {
  const held = new Held();
  const all = keys.map((key) => said(key, t0));
  for (const each of [...all, ...all]) held.set(each.key, each);
  expect(new Set(held.values())).toEqual(new Set(all));
  expect(held.values()).toHaveLength(keys.length);
});
