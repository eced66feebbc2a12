import { expect, it, test } from "vitest";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import type { ChargerOrder } from "../../protocol/charger-order";
import { type Memory, newMemory, remember } from "./charger-memory";
import { answerTag } from "./tag-answers";
import { at, facts } from "./test-facts";

const tag = { tag: "nfc-A", at, accepted: true };
const shown = { mode: { value: "requesting", at }, authenticationRequired: true, tag } as const;

/** A charger that shows a tag, and what it was told by when. */
function world() {
  const memory = newMemory();
  const sent: [seconds: number, rid: string, order: ChargerOrder["name"]][] = [];
  let rids = 0;
  const look = (seconds: number, more: Partial<AllocationFacts> = {}) => {
    const now = at + seconds * 1_000;
    const seen = facts({ ...shown, ...more });
    remember(memory, seen, now);
    const newRid = () => `r${++rids}`;
    answerTag(seen, memory, now, newRid, (_, rid, order) => sent.push([seconds, rid, order.name]));
  };
  return { memory, sent, look };
}

it("grants a tag of the list, and denies any other, once for each request", () => {
  const { memory, sent, look } = world();
  look(0);
  look(1);
  (memory as Memory & { tagAnswer: { acknowledged: boolean } }).tagAnswer.acknowledged = true;
  look(100);
  expect(sent).toEqual([[0, "r1", "tagGranted"]]);
  look(101, { tag: { ...tag, tag: "nfc-B", accepted: false } });
  look(102, { mode: { value: "requesting", at: at + 102_000 } });
  expect(sent.slice(1)).toEqual([
    [101, "r2", "tagDenied"],
    [102, "r3", "tagGranted"],
  ]);
});

it("says it again while it is not acknowledged, ever more rarely", () => {
  const { sent, look } = world();
  for (let seconds = 0; seconds <= 60; seconds += 1) look(seconds);
  expect(sent.map(([seconds]) => seconds)).toEqual([0, 15, 45]);
});

it("says otherwise at once when the list has changed", () => {
  const { sent, look } = world();
  look(0);
  look(1, { tag: { ...tag, accepted: false } });
  expect(sent.map(([, , name]) => name)).toEqual(["tagGranted", "tagDenied"]);
});

test.each<[string, Partial<AllocationFacts>]>([
  ["that does not ask", { mode: { value: "charging", at } }],
  ["that has not said what it does", { mode: null }],
  ["that needs no tag", { authenticationRequired: false }],
  ["that has not said whether it needs one", { authenticationRequired: null }],
  ["that shows none", { tag: null }],
  ["that is not online", { presence: { word: "offline", heardAt: at } as AllocationFacts["presence"] }],
  ["whose clock is in doubt", { inDoubt: true }],
])("nothing is said to a charger %s", (_, more) => {
  const { sent, look } = world();
  look(0, more);
  expect(sent).toEqual([]);
});
