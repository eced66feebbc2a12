import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigurationError, loadEnv } from "./env";

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    loadEnv(source);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe("loadEnv", () => {
  it("has a default for everything", () => {
    const env = loadEnv({});
    expect(env).toMatchObject({
      PORT: 3000,
      GATEWAY_PORT: 8883,
      GATEWAY_HOST: "localhost",
      GATEWAY_CONNECTIONS_PER_ADDRESS: 2_000,
      GATEWAY_HANDSHAKES_PER_ADDRESS: 200,
      PHASEBOARD_ALLOCATION: "local",
    });
  });

  it("leaves allocation to the other system when there is a broker of one's own", () => {
    expect(loadEnv({ MQTT_URL: "mqtts://broker.example:8883" }).PHASEBOARD_ALLOCATION).toBe("off");
  });

  it("names a data folder that is, or lies below, a file; one that is missing is made later", () => {
    const file = join(mkdtempSync(join(tmpdir(), "phaseboard-env-")), "taken");
    writeFileSync(file, "");
    const fault = `PHASEBOARD_DATA_DIR: ${file} is a file, not a folder`;
    expect(faultsOf({ PHASEBOARD_DATA_DIR: file, PORT: "0" })).toEqual(["PORT: is below 1", fault]);
    expect(faultsOf({ PHASEBOARD_DATA_DIR: join(file, "below", "it") })).toContain(fault);
    expect(faultsOf({ PHASEBOARD_DATA_DIR: `${file}-missing/below` })).toEqual([]);
  });

  it("names every entry that is no proxy's address", () => {
    expect(faultsOf({ PHASEBOARD_TRUSTED_PROXIES: "127.0.0.1, proxy.example,10.0.0.0/64" })).toEqual([
      "PHASEBOARD_TRUSTED_PROXIES: proxy.example is neither an address nor a network",
      "PHASEBOARD_TRUSTED_PROXIES: 10.0.0.0/64 does not end in a prefix of 0 to 32 bits",
    ]);
  });

  it("names every fault at once", () => {
    const faults = faultsOf({
      PORT: "seventy",
      GATEWAY_PORT: "70000",
      GATEWAY_HOST: "two words",
      PHASEBOARD_SECRET: "short",
      MQTT_URL: "http://broker",
      MQTT_CA_FILE: "/nowhere/ca.pem",
      GATEWAY_CERT_FILE: "/nowhere/cert.pem",
      GATEWAY_CONNECTIONS_PER_ADDRESS: "0",
      GATEWAY_HANDSHAKES_PER_ADDRESS: "many",
      PHASEBOARD_ALLOCATION: "maybe",
      PHASEBOARD_SAMPLE_HISTORY: "no",
      PRICES_PASSWORD: "short, too",
    });
    for (const name of [
      "PORT",
      "GATEWAY_PORT",
      "GATEWAY_HOST",
      "PHASEBOARD_SECRET",
      "MQTT_URL",
      "MQTT_CA_FILE",
      "GATEWAY_KEY_FILE",
      "GATEWAY_CONNECTIONS_PER_ADDRESS: is below 1",
      "GATEWAY_HANDSHAKES_PER_ADDRESS: is not a number",
      "PHASEBOARD_ALLOCATION",
      "PHASEBOARD_SAMPLE_HISTORY: is neither on nor off",
      "PRICES_PASSWORD: is shorter than 16 characters",
    ])
      expect(faults.some((fault) => fault.includes(name))).toBe(true);
    expect(faults.join()).not.toContain("short,");
  });

  it("wants the journal's hard limit above its soft one, beside every other fault", () => {
    expect(loadEnv({})).toMatchObject({ PHASEBOARD_JOURNAL_SOFT_MB: 1024, PHASEBOARD_JOURNAL_HARD_MB: 2048 });
    expect(faultsOf({ PHASEBOARD_JOURNAL_SOFT_MB: "2048", PORT: "0" })).toEqual([
      "PORT: is below 1",
      "PHASEBOARD_JOURNAL_HARD_MB: is not above PHASEBOARD_JOURNAL_SOFT_MB",
    ]);
    expect(faultsOf({ PHASEBOARD_JOURNAL_SOFT_MB: "0", PHASEBOARD_JOURNAL_HARD_MB: "much" })).toEqual([
      "PHASEBOARD_JOURNAL_SOFT_MB: is below 1",
      "PHASEBOARD_JOURNAL_HARD_MB: is not a number",
    ]);
    expect(faultsOf({ PHASEBOARD_JOURNAL_SOFT_MB: "1", PHASEBOARD_JOURNAL_HARD_MB: "2" })).toEqual([]);
  });

  it("takes a number of days for the message log, none among them", () => {
    const days = (given: string) => faultsOf({ PHASEBOARD_KEEP_MESSAGES_DAYS: given });
    expect(loadEnv({}).PHASEBOARD_KEEP_MESSAGES_DAYS).toBe(7);
    expect(loadEnv({}).PHASEBOARD_KEEP_HISTORY_DAYS).toBe(730);
    expect(faultsOf({ PHASEBOARD_KEEP_HISTORY_DAYS: "0" })).toEqual(["PHASEBOARD_KEEP_HISTORY_DAYS: is below 1"]);
    expect(loadEnv({ PHASEBOARD_KEEP_MESSAGES_DAYS: "0" }).PHASEBOARD_KEEP_MESSAGES_DAYS).toBe(0);
    expect(["-1", "367", "1.5", "week"].map(days)).toEqual(
      ["is below 0", "is above 366", "is not a whole number", "is not a number"].map((fault) => [
        `PHASEBOARD_KEEP_MESSAGES_DAYS: ${fault}`,
      ]),
    );
  });

  it("takes a mail server with what it needs, whole or not at all", () => {
    const smtp = { SMTP_URL: "smtps://sample:secret@mail.example.org" };
    expect(faultsOf(smtp)).toEqual(["SMTP_FROM: is needed with SMTP_URL", "PHASEBOARD_URL: is needed with SMTP_URL"]);
    const more = { SMTP_FROM: "Sample <sample@example.org>", PHASEBOARD_URL: "https://charging.example.org" };
    expect(faultsOf({ ...smtp, ...more })).toEqual([]);
    expect(faultsOf({ ...more, SMTP_URL: "https://mail.example.org" })).toEqual([
      "SMTP_URL: is not an smtp:// or smtps:// address",
    ]);
    expect(faultsOf({ SMTP_FROM: "a@b.example\nBcc: c@d.example" })).toEqual(["SMTP_FROM: is not a mail address"]);
  });

  it("takes a number of days for sessions, and for who charged", () => {
    const days = (name: string, given: string) => faultsOf({ [name]: given });
    const usual = { PHASEBOARD_KEEP_SESSIONS_DAYS: 3_650, PHASEBOARD_KEEP_TAGS_DAYS: 730 };
    expect(loadEnv({})).toMatchObject(usual);
    for (const name of Object.keys(usual)) {
      expect(loadEnv({ [name]: "30" })).toMatchObject({ [name]: 30 });
      expect(["0", "36501", "1.5", "month"].map((given) => days(name, given))).toEqual(
        ["is below 1", "is above 36500", "is not a whole number", "is not a number"].map((fault) => [
          `${name}: ${fault}`,
        ]),
      );
    }
  });

  it("refuses an address at which the broker would be spoken to unencrypted, and files that hold no certificate", () => {
    const file = join(mkdtempSync(join(tmpdir(), "env-")), "ca.pem");
    writeFileSync(file, "not a certificate");
    const faults = faultsOf({ MQTT_URL: "mqtt://broker.example:1883", MQTT_CA_FILE: file });
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^MQTT_URL: .*not encrypted/);
    expect(faults[1]).toMatch(/^MQTT_CA_FILE: .*PEM/);
    expect(faultsOf({ MQTT_URL: "mqtt://127.0.0.1:1883" })).toEqual([]);
  });

  it("takes a secret from a file and refuses two of them", () => {
    const file = join(mkdtempSync(join(tmpdir(), "env-")), "secret");
    const secret = "0123456789abcdef0123456789abcdef";
    writeFileSync(file, `${secret}\n`);
    chmodSync(file, 0o600);
    expect(loadEnv({ PHASEBOARD_SECRET_FILE: file }).PHASEBOARD_SECRET).toBe(secret);
    expect(faultsOf({ PHASEBOARD_SECRET_FILE: file, PHASEBOARD_SECRET: secret })).toHaveLength(1);
  });
});
