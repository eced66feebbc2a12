import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command, CommandKind, CommandStep } from "../domain/command/command";
import { type CommandCursor, cursorOf } from "../domain/command/command-cursor";
import { openStore, type Store } from "./store";
import { servers, silentLog } from "./test-postgres";

const secret = Buffer.alloc(32, 1);

function command(deviceId: string, kind: CommandKind, person = "anna", key: string = randomUUID()): Command {
  return {
    id: randomUUID(),
    deviceId,
    kind,
    by: { personId: person, name: person.toUpperCase() },
    idempotencyKey: key,
    course: [{ stage: "requested", at: 1_000, reason: null }],
    waiting: null,
    deadlineAt: 16_000,
  };
}

const on = (from: Command, ...steps: CommandStep[]): Command => ({ ...from, course: [...from.course, ...steps] });
const step = (stage: CommandStep["stage"], at: number, reason: CommandStep["reason"] = null): CommandStep => ({
  stage,
  at,
  reason,
});

describe.each(servers)("commands on $name", ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  let url: string;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    server = await start();
    url = await server.database();
    [store, other] = await Promise.all([
      openStore(url, { secret, log: silentLog }),
      openStore(url, { secret, log: silentLog }),
    ]);
  });
  afterAll(async () => {
    await store.close();
    await other.close();
    await server.end();
  });

  it("gives back what was requested", async () => {
    const asked = command("ZPR000001", "stop");
    expect(await store.commands.request(asked)).toEqual({ outcome: "requested", command: asked });
    expect(await other.commands.get(asked.id)).toEqual(asked);
    expect(await other.commands.byKey("anna", asked.idempotencyKey)).toEqual(asked);
  });

  it("lets one of twenty people who press at once through, and tells the others who was first", async () => {
    const asked = Array.from({ length: 20 }, (_, i) => command("ZPR000002", "stop", `person-${i}`));
    const outcomes = await Promise.all(asked.map((one, i) => (i % 2 ? store : other).commands.request(one)));
    const requested = outcomes.filter((one) => one.outcome === "requested");
    expect(requested).toHaveLength(1);
    const open = outcomes.filter((one) => one.outcome === "open");
    expect(open).toHaveLength(19);
    for (const one of open) expect(one.command).toEqual(requested[0]?.command);
    expect((await store.commands.listOpen()).filter((one) => one.deviceId === "ZPR000002")).toHaveLength(1);
  });

  it("makes one command of the same key sent many times at once", async () => {
    const key = randomUUID();
    const asked = Array.from({ length: 10 }, () => command("ZPR000003", "start", "anna", key));
    const outcomes = await Promise.all(asked.map((one, i) => (i % 2 ? store : other).commands.request(one)));
    expect(outcomes.map((one) => one.outcome).sort()).toEqual(["requested", ...Array(9).fill("same")]);
    expect(new Set(outcomes.map((one) => one.command.id)).size).toBe(1);
    const elsewhere = await store.commands.request(command("ZPR000004", "start", "anna", key));
    expect(elsewhere.outcome).toBe("keyReused");
    expect((await store.commands.request(command("ZPR000004", "start", "bert", key))).outcome).toBe("requested");
  });

  it("lets other kinds and other chargers pass", async () => {
    const outcomes = await Promise.all([
      store.commands.request(command("ZPR000005", "stop")),
      store.commands.request(command("ZPR000005", "restart")),
      store.commands.request(command("ZPR000006", "stop")),
    ]);
    expect(outcomes.map((one) => one.outcome)).toEqual(["requested", "requested", "requested"]);
  });

  it("follows a course to exactly one ending and then lets the next command pass", async () => {
    const asked = command("ZPR000007", "stop");
    await store.commands.request(asked);
    const published = on(asked, step("published", 1_010));
    const acknowledged = { ...on(published, step("acknowledged", 1_020)), deadlineAt: 61_020 };
    expect(await store.commands.update(acknowledged)).toBe(true);
    expect(await other.commands.update(published)).toBe(false);
    const proven = on(acknowledged, step("effective", 2_000, { code: "provenBy", key: "mode", value: "5" }));
    const given = on(acknowledged, step("noEffect", 61_020, { code: "noProof" }));
    const endings = await Promise.all([store.commands.update(proven), other.commands.update(given)]);
    expect(endings.filter(Boolean)).toHaveLength(1);
    expect(await store.commands.get(asked.id)).toEqual(endings[0] ? proven : given);
    expect((await store.commands.request(command("ZPR000007", "stop"))).outcome).toBe("requested");
  });

  it("keeps what came after an end without an effect, once, and nothing else of what has ended", async () => {
    const asked = command("ZPR000015", "stop");
    await store.commands.request(asked);
    const refused = on(asked, step("rejected", 1_020, { code: "chargerRefused", status: 400, body: null }));
    await store.commands.update(refused);
    const yetAt = (at: number, end = refused): Command => ({
      ...end,
      course: end.course.map((each, index) =>
        index === end.course.length - 1 ? { ...each, yet: { at, reason: { code: "startedUp" } } } : each,
      ),
    });
    const otherwise = on(asked, step("expired", 1_030, { code: "noAnswer" }));
    expect(await store.commands.update(yetAt(2_000, otherwise))).toBe(false);
    expect(await store.commands.update(yetAt(2_000))).toBe(true);
    expect(await other.commands.update(yetAt(3_000))).toBe(false);
    expect(await store.commands.update(refused)).toBe(false);
    expect(await store.commands.get(asked.id)).toEqual(yetAt(2_000));
  });

  it("keeps what an acknowledged upgrade waits for, without a deadline", async () => {
    const asked = command("ZPR000008", "upgradeFirmware");
    await store.commands.request(asked);
    const waits: Command = { ...on(asked, step("acknowledged", 1_100)), waiting: "carLeaves", deadlineAt: null };
    await store.commands.update(waits);
    const runs: Command = { ...waits, waiting: "running", deadlineAt: 99_000 };
    expect(await store.commands.update(runs)).toBe(true);
    expect(await store.commands.get(asked.id)).toEqual(runs);
  });

  it("keeps that a start waits for current, and why it ended", async () => {
    const asked = command("ZPR000013", "start");
    await store.commands.request(asked);
    const waits: Command = { ...on(asked, step("acknowledged", 1_100)), waiting: "current", deadlineAt: null };
    await store.commands.update(waits);
    expect(await store.commands.get(asked.id)).toEqual(waits);
    const left: Command = { ...on(waits, step("noEffect", 1_200, { code: "carLeft" })), waiting: null };
    await store.commands.update(left);
    expect(await store.commands.get(asked.id)).toEqual(left);
  });

  it("lists newest first and, for a restart, the open and the newest ended ones", async () => {
    const made: Command[] = [];
    for (let at = 1; at <= 4; at++) {
      const asked: Command = { ...command("ZPR000009", "restart"), course: [step("requested", at)] };
      await store.commands.request(asked);
      const course = at < 4 ? on(asked, step("expired", at + 0.5, { code: "noAnswer" })) : asked;
      if (at < 4) await store.commands.update(course);
      made.unshift(course);
    }
    expect(await store.commands.listByCharger("ZPR000009", 3)).toEqual(made.slice(0, 3));
    const recent = async (ended: number) =>
      (await store.commands.listRecent(ended)).filter((one) => one.deviceId === "ZPR000009");
    expect(await recent(2)).toEqual(made.slice(0, 3));
    expect(await recent(20)).toEqual(made);
  });

  it("lists a charger's commands page by page, each once, also those of one instant", async () => {
    for (let i = 0; i < 12; i++) {
      const asked: Command = { ...command("ZPR000014", "restart"), course: [step("requested", 1 + Math.floor(i / 5))] };
      await store.commands.request(asked);
      await store.commands.update(on(asked, step("expired", 10, { code: "noAnswer" })));
    }
    const whole = await store.commands.listByCharger("ZPR000014", 100);
    expect(whole.map((one) => one.course[0]?.at)).toEqual([3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1]);
    const pages: Command[][] = [];
    for (let before: CommandCursor | null = null; ; ) {
      const page = await store.commands.listByCharger("ZPR000014", 4, before);
      if (page.length === 0) break;
      pages.push(page);
      before = cursorOf(page);
    }
    expect(pages.map((page) => page.length)).toEqual([4, 4, 4]);
    expect(pages.flat()).toEqual(whole);
  });

  it("refuses a second command with an id that is taken", async () => {
    const asked = command("ZPR000010", "stop");
    await store.commands.request(asked);
    await expect(store.commands.request({ ...command("ZPR000011", "stop", "bert"), id: asked.id })).rejects.toThrow(
      "taken",
    );
  });

  it("tells others which command changed", async () => {
    const heard = new Promise((resolve) => {
      void other
        .listen({ notice: (notice) => notice.kind === "commands" && resolve(notice), reconnected: () => undefined })
        .then(() => store.commands.request(asked));
    });
    const asked = command("ZPR000012", "stop");
    expect(await heard).toEqual({ kind: "commands", id: asked.id, own: false });
  });
});
