import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EnrolledCharger, EnrolmentSource } from "../../gateway/devices/enrolment";
import { type Gateway, startGateway } from "../../gateway/gateway";
import { ensureTls, type TlsMaterial } from "../../gateway/tls/tls-files";
import { keysFor } from "../charger/keys";
import { demoFleet } from "../demo/demo-fleet";
import { readRecording } from "./recording";
import { type Simulator, startSimulator } from "./start-simulator";
import { observes, openDashboard, startMosquitto, type TestBroker, type TestDashboard } from "./test-broker";
import { brokerTransport, gatewayTransport } from "./transport";

const log = pino({ level: "silent" });
const password = "p".repeat(40);
const sample = readRecording(readFileSync(join(import.meta.dirname, "../samples/pro-state.json"), "utf8"));

async function until(what: string, holds: () => boolean, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not in ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("with the embedded gateway, as real chargers do", () => {
  let dir: string;
  let tls: TlsMaterial;
  let keys: Map<string, string>;
  let gateway: Gateway;
  let dashboard: TestDashboard;
  let simulator: Simulator | null = null;
  const ids = [...demoFleet().map((spec) => spec.deviceId), "ZPR000001", "ZPR000042", "ZAP000042"];

  const source: EnrolmentSource = {
    load: async () =>
      ids.map(
        (deviceId): EnrolledCharger => ({
          deviceId,
          key: Buffer.from(keys.get(deviceId) ?? "", "base64"),
          desired: { document: deviceId === "ZPR000042" ? { Settings: { "510": "20" } } : {}, version: 1 },
          reported: { document: {}, version: 1 },
        }),
      ),
    onChange: () => () => undefined,
    saveReported: async () => undefined,
  };
  const open = (port: number) =>
    startGateway(
      { host: "localhost", port, bind: "127.0.0.1", tls, dashboard: { username: "phaseboard", password }, log },
      source,
    );
  const listen = () =>
    openDashboard({
      url: `mqtts://localhost:${gateway.port}`,
      ca: tls.ca ?? undefined,
      clientId: "phaseboard-test",
      username: "phaseboard",
      password,
      reconnectPeriod: 200,
    });
  const transport = (tokenMs?: number) =>
    gatewayTransport({
      host: "localhost",
      port: gateway.port,
      ca: tls.ca ?? undefined,
      keyOf: (deviceId) => keys.get(deviceId) ?? "",
      tokenMs,
    });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "simulator-"));
    tls = await ensureTls(dir, "localhost", Date.now());
    keys = await keysFor(join(dir, "keys.json"), ids);
  });
  afterAll(() => rm(dir, { recursive: true }));
  beforeEach(async () => {
    gateway = await open(0);
    dashboard = await listen();
  });
  afterEach(async () => {
    await simulator?.stop();
    simulator = null;
    await dashboard.close();
    await gateway.close();
  });

  it("connects, takes its twin, charges when allocated, and stops when told", async () => {
    simulator = startSimulator({ transport: transport(), chargers: [{ deviceId: "ZPR000042" }] });
    const charger = simulator.charger("ZPR000042");
    await dashboard.next(
      "connection",
      ({ topic, text }) => topic === "devices/ZPR000042/connection" && text.includes("true"),
    );
    await dashboard.next("start-up", observes("ZPR000042", 710, "1"));
    await dashboard.next("the setting of its twin", observes("ZPR000042", 510, "20"));
    charger.plugIn();
    await dashboard.next("request", observes("ZPR000042", 710, "2"));
    expect(await dashboard.call("ZPR000042", 501, '["16","4"]')).toBe(200);
    await dashboard.next("confirmation", observes("ZPR000042", 708, "16"));
    await dashboard.next("charging", observes("ZPR000042", 710, "3"));
    expect(await dashboard.call("ZPR000042", 506, "null")).toBe(200);
    await dashboard.next("pause", observes("ZPR000042", 718, "1"));
    await dashboard.next("paused", observes("ZPR000042", 710, "5"));
    expect(await dashboard.call("ZPR000042", 506, "null")).toBe(400);
  });

  it("refuses, ignores and leaves unanswered what it is told to", async () => {
    simulator = startSimulator({ transport: transport(), chargers: [{ deviceId: "ZPR000042" }] });
    const charger = simulator.charger("ZPR000042");
    charger.plugIn();
    await dashboard.next("request", observes("ZPR000042", 710, "2"));
    charger.quirk(506, "refuse");
    expect(await dashboard.call("ZPR000042", 506, "null")).toBe(400);
    charger.quirk(506, "ignore");
    expect(await dashboard.call("ZPR000042", 506, "null")).toBe(200);
    expect(charger.state.finalStop).toBe(false);
    expect(await dashboard.call("ZPR000042", 506, "null")).toBe(200);
    expect(charger.state.finalStop).toBe(true);
    expect(charger.heard.map((each) => each.method)).toEqual(["506", "506", "506"]);
  });

  it("resends what was said during an outage, with the time at which it happened", async () => {
    simulator = startSimulator({ transport: transport(), chargers: [{ deviceId: "ZPR000042" }] });
    const charger = simulator.charger("ZPR000042");
    await dashboard.next("start-up", observes("ZPR000042", 710, "1"));
    charger.disconnect();
    await dashboard.next(
      "offline",
      ({ topic, text }) => topic === "devices/ZPR000042/connection" && text.includes("false"),
    );
    charger.plugIn();
    const pluggedAt = Date.now();
    dashboard.forget();
    charger.reconnect();
    const { text } = await dashboard.next("late request", observes("ZPR000042", 710, "2"));
    const late = JSON.parse(text).Observations.find((each: { ObservationId: number }) => each.ObservationId === 710);
    expect(Math.abs(Date.parse(late.ObservedAt) - pluggedAt)).toBeLessThan(1000);
    expect(dashboard.arrived.some(observes("ZPR000042", 811, "1"))).toBe(false);
  });

  it("is silent with its connection held, and says late what it kept to itself", async () => {
    simulator = startSimulator({ transport: transport(), chargers: [{ deviceId: "ZPR000042" }] });
    const charger = simulator.charger("ZPR000042");
    await dashboard.next("start-up", observes("ZPR000042", 710, "1"));
    charger.setSilent(true);
    charger.plugIn();
    expect(charger.state.mode).toBe(2);
    // What is sent later on the same connection arrives, so what was said before would have, too.
    const mark = '{"Type":2,"mark":1}';
    charger.sendRaw(mark);
    await dashboard.next("the mark", ({ text }) => text === mark);
    expect(dashboard.arrived.some(observes("ZPR000042", 710, "2"))).toBe(false);
    expect(charger.connected()).toBe(true);
    charger.setSilent(false);
    await dashboard.next("late request", observes("ZPR000042", 710, "2"));
  });

  it("is gone and back on a restart, with a start-up bundle", async () => {
    simulator = startSimulator({ transport: transport(), chargers: [{ deviceId: "ZPR000042" }] });
    await dashboard.next("start-up", observes("ZPR000042", 811, "1"));
    dashboard.forget();
    expect(await dashboard.call("ZPR000042", 102, "null")).toBe(200);
    await dashboard.next(
      "gone",
      ({ topic, text }) => topic === "devices/ZPR000042/connection" && text.includes("false"),
    );
    await dashboard.next("start-up", observes("ZPR000042", 811, "1"));
  });

  it("connects anew with a fresh token before the old one ends", async () => {
    simulator = startSimulator({ transport: transport(4000), chargers: [{ deviceId: "ZPR000042" }] });
    const connections = () =>
      dashboard.arrived.filter(({ topic, text }) => topic.endsWith("/connection") && text.includes('"connected":true'))
        .length;
    await until("three connections", () => connections() >= 3);
  });

  it("comes back by itself after the gateway was away", async () => {
    simulator = startSimulator({
      transport: transport(),
      chargers: [{ deviceId: "ZPR000042" }, { deviceId: "ZAP000042" }],
    });
    const { port } = gateway;
    await until("both connected", () => simulator?.runner.connected() === 2);
    await gateway.close();
    await until("both gone", () => simulator?.runner.connected() === 0);
    gateway = await open(port);
    await until("both back", () => simulator?.runner.connected() === 2, 30_000);
  });

  it("brings the whole demo fleet and the recording to life, within the first minute", async () => {
    const fleet = demoFleet();
    simulator = startSimulator({
      transport: transport(),
      chargers: fleet,
      recordings: [{ recording: sample, deviceId: "ZPR000001" }],
    });
    const spoken = () =>
      new Set(
        dashboard.arrived
          .filter(({ text }) => text.includes('"ObservationId":710,'))
          .map(({ topic }) => topic.split("/")[1]),
      );
    await until("all have spoken", () => spoken().size === fleet.length + 1);
    await dashboard.next(
      "offline",
      ({ topic, text }) =>
        topic === "devices/ZAP000119/connection" && text.includes("false") && spoken().has("ZAP000119"),
    );
    await until(
      "its 53 readings",
      () =>
        dashboard.arrived.filter(
          ({ topic, text }) => topic.includes("ZPR000001") && text.includes('"ObservationId":554'),
        ).length === 54,
      40_000,
    );
  });
});

describe("with any broker, on the fleet side", () => {
  let broker: TestBroker;
  let dashboard: TestDashboard;
  let simulator: Simulator | null = null;

  beforeAll(async () => {
    broker = await startMosquitto();
  });
  afterAll(() => broker.stop());
  beforeEach(async () => {
    dashboard = await openDashboard({ url: broker.url, ca: broker.ca, clientId: "phaseboard-test" });
  });
  afterEach(async () => {
    await simulator?.stop();
    simulator = null;
    await dashboard.close();
  });

  it("speaks and obeys there", async () => {
    simulator = startSimulator({ transport: brokerTransport(broker), chargers: [{ deviceId: "ZPR000042" }] });
    const charger = simulator.charger("ZPR000042");
    await dashboard.next("start-up", observes("ZPR000042", 710, "1"));
    charger.plugIn();
    await dashboard.next("request", observes("ZPR000042", 710, "2"));
    expect(await dashboard.call("ZPR000042", 501, '["6","4"]')).toBe(200);
    await dashboard.next("charging", observes("ZPR000042", 710, "3"));
  });

  it("grants itself current where nobody else does", async () => {
    simulator = startSimulator({
      transport: brokerTransport(broker),
      selfAllocate: true,
      chargers: [{ deviceId: "ZPR000042", authenticationRequired: true }],
    });
    simulator.charger("ZPR000042").plugIn({}, "nfc-1");
    await dashboard.next("charging", observes("ZPR000042", 710, "3"));
    expect(dashboard.arrived.some(({ topic }) => topic.includes("/methods/res/"))).toBe(false);
  });

  it("keeps going in all weather with two hundred chargers", async () => {
    const chargers = Array.from({ length: 200 }, (_, i) => ({ deviceId: `ZPR${String(500_000 + i)}` }));
    simulator = startSimulator({
      transport: brokerTransport(broker),
      chargers,
      selfAllocate: true,
      speed: 60,
      seed: 7,
      weather: ["drops", "dupes", "garbage", "silence", "refuse"],
      connectsPerS: 200,
    });
    await until(
      "all have been there",
      () => new Set(dashboard.arrived.map(({ topic }) => topic.split("/")[1])).size === 200,
    );
    for (const { deviceId } of chargers) simulator.charger(deviceId).plugIn();
    const charging = () => chargers.filter(({ deviceId }) => simulator?.charger(deviceId).state.mode === 3).length;
    await until("nearly all charge", () => charging() > 180);
    const all = () => dashboard.arrived.map(({ topic, text }) => topic + text);
    await until("garbage", () => all().some((text) => !text.endsWith("}")));
    const observed = () => all().filter((text) => text.includes('"ObservedAt"') && text.endsWith("}"));
    await until("something twice", () => new Set(observed()).size < observed().length);
  });
});
