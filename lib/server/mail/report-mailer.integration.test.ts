import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { createLog } from "../base/log";
import { createMailer } from "./mailer";
import { createReportMailer } from "./report-mailer";

const told = z.object({ to: z.array(z.string()), from: z.string(), user: z.string().nullable(), text: z.string() });
let postgres: TestServer;
let store: Store;
let server: ChildProcess | null = null;
let port = 0;
let mails: z.infer<typeof told>[];

async function startServer(how: "take" | "refuse", at = 0): Promise<void> {
  server = fork(join(import.meta.dirname, "test-smtp-process.ts"), [how, String(at)], {
    execArgv: ["--import", "tsx"],
  });
  const [first] = await once(server, "message");
  port = z.object({ port: z.number() }).parse(first).port;
  server.on("message", (message) => mails.push(told.parse(message)));
}
async function stopServer(): Promise<void> {
  if (server === null || server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

beforeAll(async () => {
  postgres = await startSystemPostgres();
});
afterAll(() => postgres.end());

let owner: string;
beforeEach(async () => {
  mails = [];
  store = await openStore(await postgres.database(), { secret: Buffer.alloc(32, 1), log: silentLog });
  await store.topology.upsert(twoInstallations);
  const add = async (name: string, role: "owner" | "manager" | "support", installationIds: string[]) => {
    const added = await store.people.add({
      email: `${name}@example.org`,
      name,
      role,
      installationIds,
      password: "a long password of it",
    });
    return added.outcome === "added" ? added.person.id : "";
  };
  owner = await add("owner", "owner", ["north"]);
  await add("manager", "manager", ["north"]);
  await add("support", "support", []);
  const gone = await add("gone", "owner", ["north"]);
  await store.people.setDisabled(gone, true);
});
afterEach(async () => {
  await stopServer();
  await store.close();
});

const mailer = (auth = "") =>
  createReportMailer({
    store: () => store,
    mine: () => true,
    topology: () => twoInstallations,
    send: createMailer(`smtp://${auth}127.0.0.1:${port}`, "Sample <phaseboard@example.org>"),
    url: "https://charging.example.org",
    log: createLog("mail", "silent"),
  });
/** By Oslo's clock. */
const at = (wall: string) => Date.parse(`${wall}:00+01:00`);
const mail = async () => (await store.reports.mails("north", "2026-01"))[0];

describe("the report of the month before", () => {
  it("goes on the first of the month to the owners of the installation, once", async () => {
    await startServer("take");
    const tick = mailer("sample:secret@");
    for (const when of ["2026-01-31T12:00", "2026-02-01T05:59"]) await tick(at(when));
    expect(await mail()).toBeUndefined();
    await tick(at("2026-02-01T06:00"));
    await expect.poll(() => mails.length).toBe(1);
    for (const when of ["2026-02-01T07:00", "2026-02-02T12:00", "2026-02-04T12:00"]) await tick(at(when));
    await mailer()(at("2026-02-02T12:00"));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: ["owner@example.org"], from: "phaseboard@example.org", user: "sample" });
    const [{ text } = { text: "" }] = mails;
    expect(text).toContain("https://charging.example.org/reports/north/2026-01");
    expect(text).toMatch(/^Subject: Report January 2026: /m);
    expect(text).not.toMatch(/attachment|multipart/i);
    expect(await mail()).toMatchObject({ personId: owner, tries: 1, fault: null, sentAt: at("2026-02-01T06:00") });
  });

  it("is tried again while the server is away or refuses it, and is told why", async () => {
    await startServer("take");
    const away = port;
    await stopServer();
    const tick = mailer();
    await tick(at("2026-02-01T06:00"));
    expect(await mail()).toMatchObject({ tries: 1, sentAt: null, fault: expect.stringContaining("ECONNREFUSED") });
    await startServer("refuse", away);
    await tick(at("2026-02-01T06:00") + 30_000);
    expect(await mail()).toMatchObject({ tries: 1 });
    await tick(at("2026-02-01T06:02"));
    expect(await mail()).toMatchObject({
      tries: 2,
      sentAt: null,
      fault: expect.stringContaining("mailbox unavailable"),
    });
    await stopServer();
    await startServer("take", away);
    await tick(at("2026-02-01T06:04"));
    expect(mails).toHaveLength(0);
    await tick(at("2026-02-01T06:08"));
    expect(mails).toHaveLength(1);
    expect(await mail()).toMatchObject({ tries: 3, fault: null });
  });

  it("is another's to send where this instance does not write", async () => {
    await startServer("take");
    const tick = createReportMailer({
      store: () => store,
      mine: () => false,
      topology: () => twoInstallations,
      send: createMailer(`smtp://127.0.0.1:${port}`, "phaseboard@example.org"),
      url: "https://charging.example.org",
      log: createLog("mail", "silent"),
    });
    await tick(at("2026-02-01T06:00"));
    expect(await mail()).toBeUndefined();
  });
});
