import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claim, type Credentials, judge } from "./credentials";
import { makeSasToken } from "./sas";

const now = Date.parse("2026-11-22T12:00:00Z");
const hour = 3_600_000;
const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);
const keys = new Map([
  ["ZPR000001", key],
  ["ZPR000002", otherKey],
]);
const credentials: Credentials = {
  host: "gateway.example",
  port: 18883,
  keyOf: (id) => keys.get(id) ?? null,
  meterOf: () => null,
  dashboard: { username: "phaseboard", password: "a long password" },
  pricesPassword: "another long password",
};

function claim(change: { id?: string; username?: string; token?: string; host?: string } = {}): Claim {
  const id = change.id ?? "ZPR000001";
  const host = change.host ?? "gateway.example";
  return {
    clientId: id,
    username: change.username ?? `${host}/${id}/?api-version=2020-09-30`,
    password: Buffer.from(change.token ?? makeSasToken(host, id, key, now + hour)),
  };
}

const reasonOf = (made: Claim) => {
  const judgement = judge(made, credentials, now);
  return judgement.ok ? "ok" : judgement.reason;
};

describe("judge, chargers", () => {
  it("lets a charger in until its token ends", () => {
    expect(judge(claim(), credentials, now)).toEqual({
      ok: true,
      kind: "charger",
      deviceId: "ZPR000001",
      expiresAt: now + hour,
    });
  });

  it("takes the host with its port, in any case", () => {
    expect(reasonOf(claim({ host: "gateway.example:18883" }))).toBe("ok");
    expect(reasonOf(claim({ host: "Gateway.EXAMPLE" }))).toBe("ok");
  });

  it.each([
    ["expired", claim({ token: makeSasToken("gateway.example", "ZPR000001", key, now) })],
    ["wrongSignature", claim({ token: makeSasToken("gateway.example", "ZPR000001", otherKey, now + hour) })],
    ["otherCharger", claim({ token: makeSasToken("gateway.example", "ZPR000002", otherKey, now + hour) })],
    ["otherCharger", claim({ username: "gateway.example/ZPR000002/?api-version=2020-09-30" })],
    ["unknownCharger", claim({ id: "ZPR000003" })],
    ["wrongHost", claim({ host: "elsewhere.example" })],
    ["wrongHost", claim({ host: "gateway.example:8883" })],
    ["wrongHost", claim({ token: makeSasToken("elsewhere.example", "ZPR000001", key, now + hour) })],
    ["malformedPassword", claim({ token: "hunter2" })],
    ["malformedUserName", claim({ username: "ZPR000001" })],
    ["malformedUserName", claim({ username: `gateway.example/ZPR000001/?${"x".repeat(2_000)}` })],
    ["badClientId", claim({ id: "zpr1" })],
    ["badClientId", claim({ id: "" })],
    ["noSerial", claim({ id: "tiny:garage-1" })],
  ])("refuses: %s", (reason, made) => {
    expect(reasonOf(made)).toBe(reason);
  });

  it("refuses without user name or password", () => {
    expect(reasonOf({ ...claim(), username: undefined })).toBe("malformedUserName");
    expect(reasonOf({ ...claim(), password: undefined })).toBe("malformedPassword");
  });
});

describe("judge, dashboards", () => {
  const dashboard = (clientId: string, username: string | undefined, password: string): Claim => ({
    clientId,
    username,
    password: Buffer.from(password),
  });

  it("lets the dashboard in with its own credential", () => {
    expect(judge(dashboard("phaseboard-1", "phaseboard", "a long password"), credentials, now)).toEqual({
      ok: true,
      kind: "dashboard",
    });
  });

  it.each([
    ["wrongDashboardPassword", dashboard("phaseboard-1", "phaseboard", "a wrong password")],
    ["wrongDashboardPassword", dashboard("phaseboard-1", "somebody", "a long password")],
    ["malformedUserName", dashboard("phaseboard-1", undefined, "a long password")],
    ["badClientId", dashboard("phaseboard-#", "phaseboard", "a long password")],
    ["badClientId", dashboard("other", "phaseboard", "a long password")],
  ])("refuses: %s", (reason, made) => {
    expect(reasonOf(made)).toBe(reason);
  });

  it("gives a charger's credential no dashboard, and the dashboard's no charger", () => {
    expect(reasonOf({ ...claim(), clientId: "phaseboard-1" })).toBe("wrongDashboardPassword");
    expect(reasonOf(dashboard("ZPR000001", "phaseboard", "a long password"))).toBe("malformedUserName");
  });
});

describe("judge, prices", () => {
  const publisher = (clientId: string, username: string, password: string): Claim => ({
    clientId,
    username,
    password: Buffer.from(password),
  });

  it.each(["prices", "prices-2"])("lets who has the password in as %s", (clientId) => {
    const made = publisher(clientId, "prices", "another long password");
    expect(judge(made, credentials, now)).toEqual({ ok: true, kind: "prices" });
  });

  it.each([
    ["wrongPricesPassword", publisher("prices", "prices", "a long password")],
    ["malformedUserName", publisher("prices", "phaseboard", "another long password")],
    ["malformedPassword", { ...publisher("prices", "prices", ""), password: undefined }],
    ["wrongDashboardPassword", publisher("phaseboard-1", "phaseboard", "another long password")],
    ["badClientId", publisher("pricesx", "prices", "another long password")],
  ])("refuses: %s", (reason, made) => {
    expect(reasonOf(made)).toBe(reason);
  });

  it("lets nobody in where none has a password", () => {
    const none = { ...credentials, pricesPassword: null };
    expect(judge(publisher("prices", "prices", ""), none, now)).toEqual({ ok: false, reason: "noPrices" });
  });
});

describe("judge", () => {
  it("never throws and lets nobody in by chance", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("ZPR000001", "phaseboard-1", "gateway.example/ZPR000001/?x", "phaseboard"),
    );
    fc.assert(
      fc.property(text, text, fc.uint8Array(), (clientId, username, password) => {
        expect(judge({ clientId, username, password }, credentials, now).ok).toBe(false);
      }),
    );
  });
});
