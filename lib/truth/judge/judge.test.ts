import { beforeEach, describe, expect, it } from "vitest";
import type { ChargerView, SentView } from "../../contract/view";
import { Book } from "../book/book";
import { begins, charges, chargingSums, chargingView, command, livesUntil, newBook, says, t0 } from "../book/test-book";
import type { Lie } from "./finding";
import { judgeCharger } from "./judge-charger";
import { judgeCommand, judgeGrant, judgeListed } from "./judge-commands";
import { newMemory } from "./judge-reading";
import { judgeSent } from "./judge-sent";
import { judgeSums } from "./judge-sums";

const plugged = t0 + 30_000;
const now = t0 + 90_000;
let book: Book;
let view: ChargerView;

beforeEach(() => {
  book = newBook();
  begins(book, t0);
  charges(book, plugged);
  livesUntil(book, plugged + 6_000, now - 1_000);
  view = chargingView(plugged);
});

const findings = (shown: ChargerView, at = now, memory = newMemory()) => judgeCharger(book, shown, at, 80_000, memory);
const lies = (shown: ChargerView, at = now, memory = newMemory()) =>
  findings(shown, at, memory).flatMap(({ field, lie }) => (lie ? [`${field}: ${lie}`] : []));
const silent = () => ({ ...view.presence, word: "silent" as const });

describe("what is true", () => {
  it("is found true, field by field", () => {
    expect(lies(view)).toEqual([]);
    expect(
      findings(view)
        .filter(({ verdict }) => verdict === "true")
        .map(({ field }) => field),
    ).toEqual(
      expect.arrayContaining([
        "presence",
        "state",
        "session",
        "tag",
        "energy",
        "start",
        "power",
        "L1",
        "L2",
        "L3",
        "allocated current",
      ]),
    );
  });

  it("may be told as old, by presence or by a mark", () => {
    says(book, { 513: "7000" }, now - 10_000);
    expect(lies({ ...view, powerW: { value: 7000, at: now - 10_000 } })).toEqual([]);
    const marked = { value: 11_000, at: plugged + 4_000, old: true };
    expect(judgeCharger(book, { ...view, powerW: marked }, now, 1_000, newMemory()).filter(({ lie }) => lie)).toEqual(
      [],
    );
  });

  it("may still be on its way", () => {
    says(book, { 513: "7000" }, now - 1_000);
    expect(lies(view)).toEqual([]);
  });

  it("stays so with a clock that is 90 s behind or 600 s ahead, by its own time or corrected", () => {
    for (const [errorMs, shownMs] of [
      [-90_000, -90_000],
      [600_000, 30],
    ] as const) {
      book = newBook(errorMs);
      begins(book, t0);
      charges(book, plugged);
      livesUntil(book, plugged + 6_000, now - 1_000);
      expect(lies(shifted(chargingView(plugged), shownMs))).toEqual([]);
    }
  });
});

/** The view with all instants of values moved. */
function shifted(from: ChargerView, ms: number): ChargerView {
  const move = <T extends { at: number } | null>(part: T): T => (part === null ? part : { ...part, at: part.at + ms });
  const line = (index: 0 | 1 | 2) => ({ ...from.lines[index], reading: move(from.lines[index].reading) });
  return {
    ...from,
    powerW: move(from.powerW),
    lines: [line(0), line(1), line(2)],
    allocatedA: move(from.allocatedA),
    allocatedTerminals: move(from.allocatedTerminals),
    session: from.session && {
      ...from.session,
      startedAt: (from.session.startedAt ?? 0) + ms,
      energyKwh: move(from.session.energyKwh),
    },
    firmware: { ...from.firmware, computer: move(from.firmware.computer), mcu: move(from.firmware.mcu) },
  };
}

describe("planted lies are found", () => {
  const plant = (lie: string, change: () => ChargerView) =>
    it(lie, () => {
      expect(lies(change())).toContain(lie);
    });

  plant("power: neverSaid", () => ({ ...view, powerW: { value: 4321, at: plugged + 4_000 } }));
  plant("power: olderShownLive", () => {
    says(book, { 513: "7000" }, now - 10_000);
    return view;
  });
  plant("power: wrongAge", () => ({ ...view, powerW: { value: 11_000, at: plugged + 30_000 } }));
  plant("power: hidden", () => ({ ...view, powerW: null }));
  plant("L2: olderShownLive", () => {
    says(book, { 508: "0" }, now - 10_000);
    return view;
  });
  plant("mcu firmware: olderShownLive", () => {
    says(book, { 908: "2.1" }, now - 10_000);
    return { ...view, presence: silent() };
  });
  plant("presence: onlineThoughSilent", () => {
    book.link.lifeAt = now - 12_000;
    return view;
  });
  plant("presence: offlineThoughConnected", () => ({ ...view, presence: { ...view.presence, word: "offline" } }));
  plant("presence: unknownThoughHeard", () => ({ ...view, presence: { ...view.presence, word: "unknown" } }));
  plant("state: wrongState", () => {
    says(book, { 710: "1" }, now - 10_000);
    return view;
  });
  plant("state: hidden", () => ({ ...view, state: { ...view.state, word: "unknown", mode: null } }));
  plant("session: wrongSession", () => ({ ...view, session: null }));
  plant("session: wrongSession", () => {
    says(book, { 710: "1" }, now - 20_000);
    says(book, { 721: "S2", 710: "2" }, now - 10_000);
    return view;
  });
  plant("tag: wrongTag", () => ({ ...view, session: view.session && { ...view.session, tag: "nfc-A2" } }));
  plant("tag: wrongTag", () => ({ ...view, session: view.session && { ...view.session, tag: null } }));
  plant("energy: wrongEnergy", () => {
    says(book, { 710: "1" }, now - 20_000);
    says(book, { 721: "S2", 710: "2" }, now - 10_000);
    return { ...view, session: view.session && { ...view.session, id: "S2", tag: null } };
  });
  plant("start: wrongStart", () => ({
    ...view,
    session: view.session && { ...view.session, startedAt: plugged + 20_000 },
  }));

  it("the instant of a clock before it was set back, once that is told", () => {
    book = newBook(20_000);
    begins(book, t0);
    book.clock.set(0, plugged);
    charges(book, plugged);
    livesUntil(book, plugged + 6_000, now - 1_000);
    const { firmware } = chargingView(plugged);
    const tooOld = { ...shifted(chargingView(plugged), -20_000), firmware };
    expect(lies(tooOld, plugged + 8_000)).toEqual([]);
    expect(lies(tooOld)).toContain("power: wrongAge");
  });

  it("a cut connection that is Online", () => {
    book.link.cut(now - 6_000);
    expect(lies(view)).toContain("presence: onlineThoughSilent");
  });

  it("a value that turns back, however short a time it is shown", () => {
    const memory = newMemory();
    says(book, { 513: "7000" }, now - 1_000);
    expect(lies({ ...view, powerW: { value: 7000, at: now - 1_000 } }, now, memory)).toEqual([]);
    expect(lies(view, now + 100, memory)).toContain("power: turnedBack");
  });

  it("a tag of another session, also while it is told as old", () => {
    expect(
      lies({ ...view, presence: silent(), session: view.session && { ...view.session, tag: "nfc-A9" } }),
    ).toContain("tag: wrongTag");
  });

  it("the next car's tag beside the session before, unless it has overtaken what tells of its session", () => {
    says(book, { 710: "1" }, now - 9_000, null);
    const begun = says(book, { 721: "S2", 710: "2" }, now - 8_000, null);
    says(book, { 722: "nfc-A2" }, now - 7_000);
    const mixed = { ...view, session: view.session && { ...view.session, tag: "nfc-A2" } };
    expect(lies(mixed)).not.toContain("tag: wrongTag");
    begun.acknowledgedAt = now - 1_000;
    expect(lies(mixed)).not.toContain("tag: wrongTag");
    begun.acknowledgedAt = now - 6_000;
    expect(lies(mixed)).toContain("tag: wrongTag");
    begun.acknowledgedAt = now - 7_500;
    expect(lies(mixed)).toContain("tag: wrongTag");
  });
});

describe("planted lies about sums are found", () => {
  const found = (
    change: (sums: ReturnType<typeof chargingSums>) => ReturnType<typeof chargingSums>,
  ): (Lie | undefined)[] =>
    judgeSums([book], change(chargingSums(plugged)), now).flatMap(({ lie }) => (lie ? [lie] : []));

  it("the true ones are true", () => expect(found((sums) => sums)).toEqual([]));
  it("too much", () =>
    expect(found((sums) => ({ ...sums, powerW: { value: 11_500, atLeast: true } }))).toEqual(["wrongSum"]));
  it("too little, and complete", () =>
    expect(found((sums) => ({ ...sums, powerW: { value: 9_000, atLeast: false } }))).toEqual(["wrongSum"]));
  it("complete, with a charger that cannot be heard", () => {
    book.link.cut(now - 8_000);
    expect(found((sums) => sums)).toContain("sumNotComplete");
    expect(found((sums) => ({ ...sums, powerW: { value: 0, atLeast: true } })).length).toBeGreaterThan(0);
  });
  it("more online than can be", () => {
    book.link.cut(now - 8_000);
    const all = { value: null, atLeast: true };
    const line = { currentA: null, atLeast: true, at: null };
    expect(found((sums) => ({ ...sums, powerW: all, phases: { lines: [line, line, line] } }))).toEqual([
      "wrongSum",
      "wrongSum",
    ]);
  });
});

describe("planted lies about what was said last are found", () => {
  const saidAt = plugged + 4_000;
  const said = (id: number, raw: string | null): SentView => {
    const name = `of ${id}`;
    return { id, key: String(id), name, unit: null, raw, at: saidAt, ownAt: saidAt, sensitive: false };
  };
  const lie = (...held: SentView[]) => judgeSent(book, held, now, 80_000)[0]?.lie;
  const all = () => [...book.words].map(([id, words]) => said(id, words.at(-1)?.value ?? null));

  it("the true ones are true", () => expect(lie(...all())).toBeUndefined());
  it("acknowledged, and not known", () => expect(lie(...all().filter(({ id }) => id !== 513))).toBe("lost"));
  it("an older value than the one that was acknowledged", () => {
    const before = all();
    says(book, { 513: "7000" }, now - 10_000);
    expect(lie(...before)).toBe("lost");
  });
});

describe("planted lies about commands are found", () => {
  const sentAt = now - 40_000;
  const took = (at: number, method = "506", status = 200) =>
    book.receipts.push({ at, rid: command("stop").id, method, status, sessionId: "S1" });
  const lie = (...course: Parameters<typeof command>) => judgeCommand(book, command(...course), now).lie;
  const pauses = (at: number) => says(book, { 718: "1", 710: "5" }, at);

  it("a true course is true", () => {
    took(sentAt + 100);
    pauses(sentAt + 3_000);
    expect(
      lie(
        "stop",
        ["requested", sentAt],
        ["published", sentAt],
        ["acknowledged", sentAt + 200],
        ["effective", sentAt + 3_100],
      ),
    ).toBeUndefined();
  });
  it("expired and never there is true", () =>
    expect(lie("stop", ["requested", sentAt], ["published", sentAt], ["expired", sentAt + 15_000])).toBeUndefined());
  it("taken twice", () => {
    took(sentAt + 100);
    took(sentAt + 5_000);
    expect(lie("stop", ["requested", sentAt], ["published", sentAt])).toBe("commandTwice");
  });
  it("taken late", () => {
    took(sentAt + 30_000);
    expect(lie("stop", ["requested", sentAt], ["published", sentAt], ["expired", sentAt + 15_000])).toBe("commandLate");
  });
  it("taken in time, but after it was told as expired", () => {
    took(sentAt + 12_000);
    expect(lie("stop", ["requested", sentAt], ["published", sentAt], ["expired", sentAt + 8_000])).toBe("commandLate");
  });
  it("taken late is true where the gateway was killed meanwhile, and only there", () => {
    const told = () => lie("stop", ["requested", sentAt], ["published", sentAt], ["expired", sentAt + 15_000]);
    const kills: number[] = [];
    book = new Book(book.deviceId, "RST", () => true, 0, kills);
    took(sentAt + 30_000);
    kills.push(sentAt - 1_000, sentAt + 16_000);
    expect(told()).toBe("commandLate");
    kills.push(sentAt + 400);
    expect(told()).toBeUndefined();
  });
  it("accepted, and not in the list", () => {
    const listed = command("stop", ["requested", sentAt], ["published", sentAt], ["expired", sentAt + 15_000]);
    const another = "6f1b9a52-0000-4000-8000-000000000002";
    expect(judgeListed(book, [listed.id, another], [listed], now).map(({ lie }) => lie)).toEqual([
      undefined,
      "commandMissing",
    ]);
  });
  it("effective without an effect", () => {
    took(sentAt + 100, "102");
    expect(lie("restart", ["requested", sentAt], ["published", sentAt], ["effective", sentAt + 2_000])).toBe(
      "falseEffective",
    );
  });
  it("a start by another car", () => {
    took(sentAt + 100, "507");
    says(book, { 710: "1" }, sentAt + 1_000);
    charges(book, sentAt + 2_000, "S2");
    expect(lie("start", ["requested", sentAt], ["published", sentAt], ["effective", sentAt + 6_000])).toBe(
      "falseEffective",
    );
  });
  it("no effect, though it had one", () => {
    took(sentAt + 100);
    pauses(sentAt + 3_000);
    expect(lie("stop", ["requested", sentAt], ["published", sentAt], ["noEffect", sentAt + 50_000])).toBe(
      "falseNoEffect",
    );
  });
  it("expired, though it had its effect", () => {
    took(sentAt + 100);
    pauses(sentAt + 3_000);
    expect(lie("stop", ["requested", sentAt], ["published", sentAt], ["expired", sentAt + 15_000])).toBe(
      "falseExpired",
    );
  });
  it("rejected, though it was taken", () => {
    took(sentAt + 100);
    expect(lie("stop", ["requested", sentAt], ["published", sentAt], ["rejected", sentAt + 200])).toBe("falseRejected");
  });
  it("without an end", () => {
    const long = now - 600_000;
    expect(lie("stop", ["requested", long], ["published", long])).toBe("commandWithoutEnd");
  });
  it("granted to a car that showed no tag, or one that is not on the list", () => {
    const receipt = { at: now, rid: "r", method: "601", status: 200, sessionId: "S2" };
    expect(judgeGrant(book, receipt, now).lie).toBeUndefined();
    says(book, { 710: "1" }, now - 20_000);
    says(book, { 721: "S2", 710: "2" }, now - 10_000);
    expect(judgeGrant(book, receipt, now).lie).toBe("grantedWithoutTag");
    says(book, { 722: "nfc-B1" }, now - 8_000);
    expect(judgeGrant(book, receipt, now).lie).toBe("grantedWithoutTag");
  });
  it("granted to the next car, later than any command may reach it", () => {
    const receipt = { at: now, rid: "r", method: "601", status: 200, sessionId: "S2" };
    says(book, { 710: "1" }, now - 10_000);
    says(book, { 721: "S2", 710: "2" }, now - 9_000);
    expect(judgeGrant(book, receipt, now).lie).toBe("grantedWithoutTag");
    book.link.hold(now - 11_000);
    book.link.release(now - 1_000);
    expect(judgeGrant(book, receipt, now).lie).toBeUndefined();
    expect(judgeGrant(book, { ...receipt, at: now + 8_000 }, now + 8_000).lie).toBe("grantedWithoutTag");
  });
});
