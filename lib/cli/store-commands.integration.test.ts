import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testMeter } from "../ocmf/test-ocmf";
import { openDatabase } from "../store/embedded-postgres/open-database";
import { openStore } from "../store/store";
import { silentLog } from "../store/test-postgres";
import { formatTopology } from "../store/topology-file/topology-file";

const secret = "a secret of more than thirty-two characters";
const topologyYaml = `installations:
  - id: depot
    name: Depot
    networkType: TN3
    mainFuseA: 63
    timeZone: Europe/Berlin
    circuits:
      - id: depot-a
        name: A
        fuseA: 32
        chargers:
          - deviceId: ZPR000001
            name: P1
`;

let dataDir: string;

async function run(
  command: "charger" | "topology" | "person" | "backup" | "restore",
  args: string[],
  extra: { stdin?: string; env?: Record<string, string> } = {},
) {
  const file = fileURLToPath(new URL(`./${command}.ts`, import.meta.url));
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, PHASEBOARD_DATA_DIR: dataDir, ...extra.env };
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { env });
  child.stdin.end(extra.stdin ?? "");
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { out, err, status };
}

async function fileOf(name: string, content: string): Promise<string> {
  const file = join(dataDir, name);
  await writeFile(file, content);
  return file;
}

/** What stands in a database, read through the store itself. */
async function inDatabase<T>(
  name: "phaseboard" | "phaseboard_demo",
  read: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> {
  const opened = await openDatabase({ dataDir, databaseUrl: null, name, log: silentLog });
  const store = await openStore(opened.url, { secret: Buffer.alloc(32), log: silentLog });
  try {
    return await read(store);
  } finally {
    await store.close();
    await opened.stop();
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "phaseboard-cli-"));
  await chmod(dataDir, 0o711);
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

// The order is the story: from nothing, through the demo, to the first real person.
describe("the command lines of the store", { timeout: 120_000 }, () => {
  it("tell their usage, and what was asked wrongly, with status 2", async () => {
    const [help, nothing, unknown, option, serial] = await Promise.all([
      run("person", ["--help"]),
      run("topology", []),
      run("charger", ["enrol", "ZPR000001"]),
      run("charger", ["enroll", "ZPR000001", "--password", "x"]),
      run("charger", ["rotate", "ZPR1"]),
    ]);
    expect(help).toMatchObject({ status: 0, err: "" });
    expect(help.out).toContain("npm run person -- add <email>");
    for (const wrong of [nothing, unknown, option, serial]) expect(wrong).toMatchObject({ status: 2, out: "" });
    expect(unknown.err).toContain("Unknown: enrol");
    expect(option.err).toContain("--password");
    expect(serial.err).toContain("ZPR1 is neither a serial number such as ZPR000042 nor an id such as ocpp16:garage-1");
  });

  it("list every fault of a topology file and import nothing of it", async () => {
    const file = await fileOf("bad.yaml", topologyYaml.replace("TN3", "TN9").replace("fuseA: 32", "fuseA: 3"));
    const result = await run("topology", ["import", file]);
    expect(result).toMatchObject({ status: 1, out: "" });
    expect(result.err).toContain(`${file}:4: installations[0].networkType: is none of TN3, TN1, IT3, IT1`);
    expect(result.err).toContain(`${file}:10: installations[0].circuits[0].fuseA: is below 6 A`);
    expect((await run("topology", ["import", join(dataDir, "nothing.yaml")])).status).toBe(1);
  });

  it("work on the demo before there is a person, and on the real one with --real", async () => {
    const file = await fileOf("phaseboard.yaml", topologyYaml);
    const imported = await run("topology", ["import", file, "--real"]);
    expect(imported).toMatchObject({ status: 0, out: "Imported 1 installations, 1 circuits, 1 chargers.\n" });
    expect(await inDatabase("phaseboard_demo", (store) => store.topology.load())).toMatchObject({ installations: [] });
    expect((await run("topology", ["export"])).out).toBe(
      formatTopology({ installations: [], circuits: [], chargers: [] }),
    );

    const exported = await run("topology", ["export", "--real"]);
    expect(exported.out).toContain("deviceId: ZPR000001");
    const again = await fileOf("exported.yaml", exported.out);
    expect((await run("topology", ["import", again, "--real", "--prune"])).out).toBe(imported.out);
    expect((await run("topology", ["export", "--real"])).out).toBe(exported.out);
  });

  it("rename and remove a charger of another dialect, and refuse it a key of the gateway's", async () => {
    const other = `          - { deviceId: tiny:garage~201~2F2, name: Old }\n`;
    await run("topology", ["import", await fileOf("other.yaml", `${topologyYaml}${other}`), "--real"]);
    const [key, unescaped] = await Promise.all([
      run("charger", ["enroll", "tiny:garage~201~2F2", "--real"], { env: { PHASEBOARD_SECRET: secret } }),
      run("charger", ["rename", "tiny:garage 1/2", "New", "--real"]),
    ]);
    for (const refused of [key, unescaped]) expect(refused).toMatchObject({ status: 2, out: "" });
    expect(key.err).toContain(
      "tiny:garage~201~2F2 cannot have a key: the embedded gateway takes chargers with a serial",
    );
    expect(unescaped.err).toContain("tiny:garage 1/2 is written tiny:garage~201~2F2");
    expect(await run("charger", ["rename", "tiny:garage~201~2F2", "New", "--real"])).toMatchObject({ status: 0 });
    expect((await run("charger", ["list", "--real"])).out).toMatch(/^tiny:garage~201~2F2 +New /m);
    expect((await run("charger", ["remove", "tiny:garage~201~2F2", "--real"])).out).toContain("Removed tiny:");
  });

  it("refuse to enrol a real charger without the secret that seals its key", async () => {
    const refused = await run("charger", ["enroll", "ZPR000001", "--real"]);
    expect(refused).toMatchObject({ status: 1, out: "" });
    expect(refused.err).toContain("PHASEBOARD_SECRET");
  });

  it("enrol, list, rename, rotate and remove chargers, and print each key once", async () => {
    const env = { PHASEBOARD_SECRET: secret };
    const first = await run("charger", ["enroll", "ZPR000001", "--real"], { env });
    expect(first.out).toMatch(/^HostName=localhost;DeviceId=ZPR000001;SharedAccessKey=[A-Za-z0-9+/]{43}=\n$/);
    expect((await run("charger", ["enroll", "ZPR000001", "--real"], { env })).err).toContain("enrolled already");

    const own = Buffer.from("the key that it brings itself").toString("base64");
    const keyFile = await fileOf("key", `${own}\n`);
    const second = await run(
      "charger",
      [
        "enroll",
        "ZPR000042",
        "--circuit",
        "depot-a",
        "--name",
        "P2-17",
        "--rotation",
        "STR",
        "--max",
        "16",
        "--key-file",
        keyFile,
        "--real",
      ],
      {
        env: { ...env, GATEWAY_HOST: "charge.example", GATEWAY_PORT: "9000" },
      },
    );
    expect(second.out).toBe(`HostName=charge.example:9000;DeviceId=ZPR000042;SharedAccessKey=${own}\n`);
    const shortKey = await fileOf("short-key", "c2hvcnQ=");
    const wrongs = await Promise.all([
      run("charger", ["enroll", "ZPR000043", "--circuit", "depot-b", "--name", "P3", "--real"], { env }),
      run("charger", ["enroll", "ZPR000043", "--circuit", "depot-a", "--name", "P3", "--rotation", "L1-L2", "--real"], {
        env,
      }),
      run(
        "charger",
        ["enroll", "ZPR000043", "--circuit", "depot-a", "--name", "P3", "--key-file", shortKey, "--real"],
        { env },
      ),
    ]);
    expect(wrongs.map((one) => [one.status, one.out])).toEqual([
      [1, ""],
      [1, ""],
      [1, ""],
    ]);
    expect(wrongs[0]?.err).toContain("There is no circuit depot-b. Known: depot-a.");
    expect(wrongs[1]?.err).toContain("not possible on TN3");

    const rotated = await run("charger", ["rotate", "ZPR000001", "--real"], { env });
    expect(rotated.status).toBe(0);
    expect(rotated.out).not.toBe(first.out);
    expect((await run("charger", ["rename", "ZPR000001", "By the gate", "--real"])).status).toBe(0);
    const list = (await run("charger", ["list", "--real"])).out;
    expect(list).toMatch(/ZPR000001 +By the gate +depot-a +RST +6-32 A +enrolled\n/);
    expect(list).toMatch(/ZPR000042 +P2-17 +depot-a +STR +6-16 A +enrolled\n/);
    expect(list).not.toContain(own);
    const unmetered = await run("charger", ["meter", "depot", "--real"]);
    expect(unmetered).toMatchObject({ status: 1, out: "" });
    expect(unmetered.err).toContain("depot has no meter in the topology file");
    const metered = topologyYaml.replace(
      "    circuits:",
      "    meter: { measures: building, safeA: 10 }\n    circuits:",
    );
    await run("topology", ["import", await fileOf("metered.yaml", metered), "--real"]);
    const meter = (await run("charger", ["meter", "depot", "--real"])).out;
    expect(meter).toMatch(
      /client id meter-depot\nuser {6}meter-depot\npassword {2}[\w-]{43}\ntopic {5}meters\/depot\n/,
    );
    const password = /password {2}(\S+)/.exec(meter)?.[1] ?? "";
    const [kept] = await inDatabase("phaseboard", (store) => store.meters.list());
    expect(kept?.hash).toEqual(createHash("sha256").update(password).digest());
    expect((await run("charger", ["remove-meter", "depot", "--real"])).status).toBe(0);
    expect((await run("charger", ["remove-meter", "depot", "--real"])).status).toBe(1);
    const meterKey = await fileOf("meter.pem", testMeter("secp384r1").der.toString("base64"));
    expect((await run("charger", ["meter-key", "ZPR000042", meterKey, "--real"])).out).toContain("Entered.");
    expect((await run("charger", ["meter-key", "ZPR000042", meterKey, "--real"])).out).toContain(
      "has this key already",
    );
    expect(await run("charger", ["meter-key", "ZPR000042", shortKey, "--real"])).toMatchObject({ status: 1, out: "" });
    expect((await run("charger", ["meter-key", "ZPR000099", meterKey, "--real"])).err).toContain("There is no charger");
    expect((await run("charger", ["remove-meter-key", "ZPR000042", "--real"])).status).toBe(0);
    expect((await run("charger", ["remove-meter-key", "ZPR000042", "--real"])).status).toBe(1);
    expect((await run("charger", ["remove", "ZPR000042", "--real"])).out).toBe("Removed ZPR000042 and its key.\n");
    expect((await run("charger", ["remove", "ZPR000042", "--real"])).status).toBe(1);
  });

  it("add a person with a password from standard input or a file, never a weak one, and so end the demo", async () => {
    const anna = ["add", "anna@example.com", "--name", "Anna", "--role", "owner", "--installation", "depot"];
    expect((await run("person", anna, { stdin: "too short\n" })).err).toContain("shorter than 12");
    expect((await run("person", anna, { stdin: "" })).status).toBe(1);
    expect(
      (await run("person", [...anna, "--installation", "dpot"], { stdin: "correct horse battery\n" })).err,
    ).toContain("Unknown installation: dpot. Known: depot.");
    expect(await inDatabase("phaseboard", (store) => store.people.hasRealPerson())).toBe(false);
    const added = await run("person", anna, { stdin: "correct horse battery\nsecond line\n" });
    expect(added).toMatchObject({ status: 0, out: "Added Anna (owner).\n" });
    const password = await fileOf("password", "another long password\n");
    expect(
      (
        await run("person", [
          "add",
          "sara@example.com",
          "--name",
          "Sara",
          "--role",
          "support",
          "--password-file",
          password,
        ])
      ).status,
    ).toBe(0);
    expect((await run("person", anna, { stdin: "correct horse battery\n" })).err).toContain("already");
    await inDatabase("phaseboard", async (store) => {
      expect(await store.people.hasRealPerson()).toBe(true);
      expect(await store.people.verify("anna@example.com", "correct horse battery")).toMatchObject({
        role: "owner",
        installationIds: ["depot"],
      });
      expect(await store.people.verify("sara@example.com", "another long password")).toMatchObject({ role: "support" });
    });
    expect((await run("topology", ["export"])).out).toContain("id: depot");
  });

  it("change what a person may do, and take the person away", async () => {
    const anna = "anna@example.com";
    expect((await run("person", ["revoke", anna, "depot"])).status).toBe(0);
    expect((await run("person", ["list"])).out).toMatch(/anna@example.com +Anna +owner +none/);
    expect((await run("person", ["grant", anna, "depot"])).status).toBe(0);
    expect((await run("person", ["role", anna, "manager"])).status).toBe(0);
    expect((await run("person", ["role", anna, "king"])).status).toBe(2);
    expect((await run("person", ["disable", anna])).status).toBe(0);
    expect((await run("person", ["list"])).out).toMatch(/anna@example.com +Anna +manager +depot +disabled/);
    expect((await run("person", ["password", anna], { stdin: "yet another password\n" })).status).toBe(0);
    expect((await run("person", ["enable", anna])).status).toBe(0);
    await inDatabase("phaseboard", async (store) => {
      expect(await store.people.verify(anna, "yet another password")).not.toBeNull();
    });
    expect((await run("person", ["remove", anna])).out).toBe("Removed Anna.\n");
    expect((await run("person", ["remove", anna])).status).toBe(1);
  });

  it("back up what is real, and restore it into an empty database alone", async () => {
    const file = join(dataDir, "backup.gz");
    const made = await run("backup", [file]);
    expect(made.status).toBe(0);
    expect(made.out).toMatch(/^Wrote \d+ rows of \d+ tables to .*\nThe secret \(PHASEBOARD_SECRET\) is not in it\. /);
    expect(await run("backup", [file])).toMatchObject({ status: 1, err: `${file} exists already: name a new file.\n` });
    expect(await run("restore", [file])).toMatchObject({ status: 1, out: "" });
    expect((await run("restore", [join(dataDir, "topology")])).err).toContain("cannot be read as a backup");
    const other = await mkdtemp(join(tmpdir(), "phaseboard-cli-"));
    await chmod(other, 0o711);
    const env = { PHASEBOARD_DATA_DIR: other };
    expect((await run("backup", [join(other, "nothing.gz")], { env })).err).toContain(
      "There is nothing to back up yet",
    );
    expect((await run("restore", [file], { env })).out).toMatch(/^Restored \d+ rows of \d+ tables \(/);
    expect((await run("person", ["list"], { env })).out).toContain("sara@example.com");
    expect((await run("topology", ["export"], { env })).out).toBe((await run("topology", ["export"])).out);
    await rm(other, { recursive: true, force: true });
  });

  it("use the running database, and leave it running", async () => {
    const running = await openDatabase({ dataDir, databaseUrl: null, name: "phaseboard", log: silentLog });
    const store = await openStore(running.url, { secret: Buffer.alloc(32), log: silentLog });
    const heard: string[] = [];
    await store.listen({ notice: ({ kind }) => heard.push(kind), reconnected: () => heard.push("reconnected") });
    expect((await run("charger", ["rename", "ZPR000001", "P1", "--real"])).status).toBe(0);
    await expect.poll(() => heard).toEqual(["topology"]);
    expect((await store.topology.load()).chargers[0]?.name).toBe("P1");
    await store.close();
    await running.stop();
  });
});
