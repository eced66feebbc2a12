import type { ChargerView, CircuitView, InstallationView } from "../../lib/contract/view";
import type { StateWord } from "../../lib/domain/charger/state";
import type { PhasesView } from "../../lib/domain/electrical/phases-view";
import type { Triple } from "../../lib/domain/topology";

export const now = Date.parse("2026-11-22T14:02:11Z");

const unread = { reading: null, terminal: null } as const;
const no = { possible: false, rule: "stateUnknown" } as const;

/** A charger that is online; `n` numbers it. */
export function chargerView(n: number, word: StateWord, more: Partial<ChargerView> = {}): ChargerView {
  return {
    deviceId: `ZPR${String(n).padStart(6, "0")}`,
    name: `Bay ${n}`,
    product: "Pro",
    installationId: "depot",
    circuitId: "a",
    rotation: "RST",
    presence: { word: "online", since: now, heardAt: now, reason: "connected" },
    old: null,
    state: { word, mode: "charging" as const, since: now, limit: null, pausedBy: null },
    powerW: null,
    lines: [unread, unread, unread],
    voltageV: [null, null, null],
    limitA: 32,
    priority: 2,
    allocatedA: null,
    allocatedTerminals: null,
    grant: null,
    session: { id: `s${n}`, startedAt: now + n, energyKwh: null, tag: null },
    firmware: { computer: null, mcu: null, available: null, behind: null, upgrade: null },
    warnings: [],
    anomalies: [],
    powerFactor: null,
    carPhases: null,
    commands: [],
    may: { start: no, stop: no, restart: no, upgradeFirmware: no },
    undecodable: 0,
    ...more,
  };
}

export function phasesView(limitA: Triple<number>, currentA: Triple<number | null>): PhasesView {
  const line = (index: 0 | 1 | 2) => ({ currentA: currentA[index], atLeast: false, at: now });
  return {
    lines: [line(0), line(1), line(2)],
    limitA,
    imbalanceA: null,
    imbalanceAtLeast: false,
    imbalanceLimitA: null,
    fuseA: 63,
    availableA: limitA,
    headroomA: [null, null, null],
    peaks: [null, null, null],
    peaksFrom: null,
    imbalance: { high: null, low: null, kva: null, limitKva: null, causes: [] },
    neutral: null,
    voltages: null,
    powerFactor: null,
  };
}

export const circuitView = (id: string, fuseA: number): CircuitView => ({
  id,
  name: id.toUpperCase(),
  fuseA,
  phases: phasesView([fuseA, fuseA, fuseA], [0, 0, 0]),
});

/** 63 A on each line, one circuit of as much. */
export function installationView(more: Partial<InstallationView> = {}): InstallationView {
  return {
    id: "depot",
    name: "Depot",
    networkType: "TN3",
    timeZone: "Europe/Berlin",
    mainFuseA: 63,
    phases: phasesView([63, 63, 63], [0, 0, 0]),
    available: { source: "fixed", until: null, nextChangeAt: null, meter: null },
    settings: {
      availableA: [63, 63, 63],
      schedule: [],
      override: null,
      switchCurrentA: 6,
      imbalanceLimitA: null,
      cloudPaced: false,
      meter: null,
    },
    circuits: [circuitView("a", 63)],
    powerW: { value: 0, atLeast: false },
    chargers: 0,
    states: {
      charging: 0,
      waitingForCurrent: 0,
      waitingForAuthorisation: 0,
      paused: 0,
      finished: 0,
      noCar: 0,
      unknown: 0,
    },
    presences: { online: 0, silent: 0, offline: 0, unknown: 0 },
    trouble: 0,
    anomalies: [],
    ...more,
  };
}
