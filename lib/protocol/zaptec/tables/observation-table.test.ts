import { describe, expect, it } from "vitest";
import type { KnownKey } from "../../../domain/charger/observation";
import { numberOf } from "../encode";
import { typedValue } from "../values";
import { commandRows } from "./command-rows";
import { observationRows } from "./observation-rows";
import { idOf, describe as rowFor } from "./observation-table";

const known: Record<KnownKey, number> = {
  operationMode: 710,
  finalStopActive: 718,
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
  allocatedPhases: 519,
  maxCurrentA: 510,
  minCurrentA: 511,
  maxPhases: 520,
  offlinePhase: 522,
  offlineCurrentA: 523,
  phaseRotation: 548,
  networkType: 715,
  signedMeterValue: 554,
  enabled: 711,
  standAlone: 712,
  sessionId: 721,
  tag: 722,
  completedSession: 723,
  nextScheduleEvent: 763,
  installationGuid: 800,
  warnings: 804,
  notifications: 803,
  diagnostics: 808,
  signalStrength: 809,
  mcuResetSource: 811,
  uptime: 820,
  uptimeMCU: 821,
  mcuVersion: 908,
  computerVersion: 911,
  pulseInterval: 147,
  communicationMode: 150,
  capabilities: 100,
  temperatureInternal5C: 201,
  humidityPercent: 270,
};

describe("the table of observations", () => {
  it("has one row for each of 230 ids, ascending, with keys of their own in camelCase", () => {
    const ids = observationRows.map(({ id }) => id);
    expect(ids).toHaveLength(230);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(new Set(observationRows.map(({ key }) => key)).size).toBe(230);
    for (const { key } of observationRows) expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it("calls the ids that the product reasons about by their known keys", () => {
    for (const [key, id] of Object.entries(known)) expect(idOf(key), key).toBe(id);
  });

  it("types every sample that a real charger sent", () => {
    const sampled = observationRows.filter(({ sample }) => sample !== null);
    expect(sampled.length).toBeGreaterThan(80);
    for (const { id, sample, key } of sampled) expect(typedValue(id, sample), key).not.toBeNull();
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
  expect(nameOf.get(numberOf("pingReply"))).toBe("InChargePingReply");
  expect(nameOf.get(numberOf("restart"))).toBe("RestartCharger/Restart");
  expect(nameOf.get(numberOf("upgradeFirmware"))).toBe("UpgradeFirmware");
  expect(nameOf.get(numberOf("allocate"))).toBe("StartCharging");
  expect(nameOf.get(numberOf("deallocate"))).toBe("StopCharging");
  expect(nameOf.get(numberOf("stopFinal"))).toBe("StopChargingFinal");
  expect(nameOf.get(numberOf("resume"))).toBe("ResumeCharging");
  expect(nameOf.get(numberOf("tagGranted"))).toBe("ShowGranted");
  expect(nameOf.get(numberOf("tagDenied"))).toBe("ShowDenied");
});
