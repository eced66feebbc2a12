import type { DeviceId } from "../../domain/ids";
import type { NetworkType, Rotation } from "../../domain/topology";
import type { Car } from "./car";

export interface Firmware {
  /** Observation 911. */
  computer: string;
  /** Observation 908. */
  mcu: string;
}

/** How a charger finds itself when the simulator starts. */
export type Scene =
  | { kind: "empty" }
  | { kind: "requesting"; car: Car; tag?: string; authorised?: boolean }
  | {
      kind: "charging";
      car: Car;
      currentA: number;
      phaseId: number;
      energyKwh: number;
      startedAgoMs: number;
      tag?: string;
    }
  | { kind: "paused"; car: Car; energyKwh: number; startedAgoMs: number; tag?: string }
  | { kind: "finished"; car: Car; energyKwh: number; startedAgoMs: number; tag?: string };

/** When people come to this charger; `nobody`: whatever the scene set up stays until a command changes it. */
export type Habit = "home" | "carPark" | "depot" | "nobody";

/** What a simulated charger is. Everything but `deviceId` has a default (`withDefaults`). */
export interface ChargerSpec {
  deviceId: DeviceId;
  /** Chargers with the same one share a grid. */
  gridId: string;
  networkType: NetworkType;
  rotation: Rotation;
  mainFuseA: number;
  /** 510, 511 in A. */
  maxCurrentA: number;
  minCurrentA: number;
  /** 120: a tag is needed. */
  authenticationRequired: boolean;
  /** 523 in A and 522. */
  offlineCurrentA: number;
  offlinePhase: number;
  /** 800. */
  installationGuid: string;
  /** Announced by 147 and kept; null: 180 s while charging, 600 s otherwise. */
  pulseIntervalS: number | null;
  firmware: Firmware;
  /** What an upgrade brings. */
  latest: Firmware;
  /** 804. */
  warnings: number;
  /** 763: not empty refuses a resume. */
  nextScheduleEvent: string;
  scene: Scene;
  habit: Habit;
  /** Tags that drivers of this charger show. */
  tags: readonly string[];
  /** Says nothing more this long after its first connection, but stays connected. */
  silentAfterMs: number | null;
  /** Cuts its connection for good this long after it. */
  offlineAfterMs: number | null;
}

const goPrefixes = ["ZAP", "ZGB", "ZAG"];

export function makerOf(deviceId: DeviceId): "Pro" | "Go" {
  return goPrefixes.includes(deviceId.slice(0, 3)) ? "Go" : "Pro";
}

export const latestFirmware: Record<"Pro" | "Go", Firmware> = {
  Pro: { computer: "5.3.0.3", mcu: "3.2.0.0" },
  Go: { computer: "2.3.1.2", mcu: "2.0.4.1" },
};

/** A whole spec from a part: a three-phase TN charger with nobody near it, unless the part says otherwise. */
export function withDefaults(part: Partial<ChargerSpec> & { deviceId: DeviceId }): ChargerSpec {
  const latest = latestFirmware[makerOf(part.deviceId)];
  const networkType = part.networkType ?? "TN3";
  return {
    gridId: "grid",
    networkType,
    rotation: "RST",
    mainFuseA: 100,
    maxCurrentA: 32,
    minCurrentA: 6,
    authenticationRequired: false,
    offlineCurrentA: 0,
    offlinePhase: { TN3: 4, TN1: 1, IT3: 9, IT1: 8 }[networkType],
    installationGuid: "aa841220-c6ad-3318-a5c0-73476b86a781",
    pulseIntervalS: null,
    firmware: latest,
    latest,
    warnings: 0,
    nextScheduleEvent: "",
    scene: { kind: "empty" },
    habit: "nobody",
    tags: [],
    silentAfterMs: null,
    offlineAfterMs: null,
    ...part,
  };
}
