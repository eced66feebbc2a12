import { describe, expect, it } from "vitest";
import type { KnownKey } from "../../../domain/charger/observation";
import { methodOf } from "../encode";
import { restored } from "../observation";
import { commandRows } from "./command-rows";
import { observationRows } from "./observation-rows";
import { idOf, describe as rowFor } from "./observation-table";

const known: Record<KnownKey, number> = {
  mode: 710,
  pausedByOrder: 718,
  authenticationRequired: 120,
  powerW: 513,
  current1A: 507,
  current2A: 508,
  current3A: 509,
  voltage1V: 501,
  voltage2V: 502,
  voltage3V: 503,
  sessionEnergyKwh: 553,
  allocatedCurrentA: 708,
  allocatedTerminals: 519,
  maxCurrentA: 510,
  minCurrentA: 511,
  maxPhases: 520,
  offlineTerminals: 522,
  offlineCurrentA: 523,
  rotation: 548,
  networkType: 715,
  enabled: 711,
  standAlone: 712,
  sessionId: 721,
  tag: 722,
  completedSession: 723,
  signedMeterValue: 554,
  meterKey: 981,
  nextScheduleEvent: 763,
  installationGuid: 800,
  warnings: 804,
  signalStrength: 809,
  startedUp: 811,
  uptime: 820,
  uptimeMCU: 821,
  mcuVersion: 908,
  computerVersion: 911,
  upgradeNote: 830,
  pulseIntervalS: 147,
  communicationMode: 150,
  capabilities: 100,
  temperatureC: 201,
  humidityPercent: 270,
};

const read = (id: number, raw: string | null) =>
  restored("ZPR000001", { id, raw, ownAt: 0, observedAt: 0, epoch: 0, arrivedAt: 0 });

describe("the table of observations", () => {
  it("has one row for each of 230 ids, ascending, with keys of their own in camelCase", () => {
    const ids = observationRows.map(({ id }) => id);
    expect(ids).toHaveLength(230);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(new Set(observationRows.map(({ key }) => key)).size).toBe(230);
    for (const { key } of observationRows) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it("calls the ids that the product reasons about by their known keys", () => {
    for (const [key, id] of Object.entries(known)) expect(read(id, null).key).toBe(key);
  });

  it("types every sample that a real charger sent", () => {
    const sampled = observationRows.filter(({ sample }) => sample !== null);
    expect(sampled.length).toBeGreaterThan(80);
    for (const { id, sample, key } of sampled) expect(read(id, sample).value, key).not.toBeNull();
  });

  it("marks what identifies a device or SIM, and that alone", () => {
    const marked = observationRows.filter(({ sensitive }) => sensitive).map(({ id }) => id);
    expect(marked).toEqual([950, 951, 952, 953, 960, 961, 962, 963]);
  });

  it("describes and finds an id that it does not list", () => {
    expect(rowFor(4711)).toMatchObject({ id: 4711, key: "#4711", name: "#4711", type: "text", unit: null });
    expect(idOf("#4711")).toBe(4711);
    expect(idOf("#-7")).toBe(-7);
    expect(idOf("nonsense")).toBeUndefined();
    expect(rowFor(513)).toMatchObject({ key: "powerW", unit: "W", type: "double" });
  });
});

it("the table of commands has one row for each of 45 ids, those that are sent among them", () => {
  const ids = commandRows.map(({ id }) => id);
  expect(ids).toHaveLength(45);
  expect(new Set(ids).size).toBe(45);
  expect(new Set(commandRows.map(({ key }) => key)).size).toBe(45);
  const nameOf = new Map(commandRows.map(({ id, name }) => [id, name]));
  expect(nameOf.get(methodOf("pingReply"))).toBe("InChargePingReply");
  expect(nameOf.get(methodOf("restart"))).toBe("RestartCharger/Restart");
  expect(nameOf.get(methodOf("upgradeFirmware"))).toBe("UpgradeFirmware");
  expect(nameOf.get(methodOf("allocate"))).toBe("StartCharging");
  expect(nameOf.get(methodOf("deallocate"))).toBe("StopCharging");
  expect(nameOf.get(methodOf("stop"))).toBe("StopChargingFinal");
  expect(nameOf.get(methodOf("start"))).toBe("ResumeCharging");
  expect(nameOf.get(methodOf("tagGranted"))).toBe("ShowGranted");
  expect(nameOf.get(methodOf("tagDenied"))).toBe("ShowDenied");
});
